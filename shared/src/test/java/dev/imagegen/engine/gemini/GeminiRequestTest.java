package dev.imagegen.engine.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Shape;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Resolution;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.http.ProviderHttp;
import dev.imagegen.image.Bitmap;
import dev.imagegen.image.Encoder;
import dev.imagegen.testing.Drawings;
import dev.imagegen.testing.EngineBench;
import dev.imagegen.testing.HttpStub;
import dev.imagegen.testing.Png;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiRequestTest {

    private static final HttpStub.Reply DRAWN = HttpStub.Reply.json(200,
            "{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"data\":\"%s\"}}]}}]}"
                    .formatted(Base64.getEncoder().encodeToString(Png.of(8, 8))));

    private EngineBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new EngineBench(GeminiEngine::new, _ -> DRAWN);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void aDrawingIsPostedWithTheKeyInTheHeaderAndNothingBesidesWhatIsDocumented() {
        bench.draw(Drawings.usual().model("nano-banana-2").by("gemini-3.1-flash-image").seed(OptionalLong.of(7)).size(2752, 1536)
                .drawing());

        assertEquals("POST", bench.call().method());
        assertEquals("/v1beta/models/gemini-3.1-flash-image:generateContent", bench.call().path());
        assertEquals(EngineBench.KEY, bench.call().header("x-goog-api-key"));
        assertEquals("application/json", bench.call().header("Content-Type"));
        assertEquals(
                Json.parse("""
                        {"contents": [{"role": "user", "parts": [{"text": "A quiet lake"}]}],
                         "generationConfig": {"responseModalities": ["IMAGE"],
                                              "imageConfig": {"aspectRatio": "16:9", "imageSize": "2K"}, "seed": 7}}"""),
                sent());
    }

    @Test
    void referencesFollowTheTextInTheirOrderWithTheirOwnTypes() throws IOException {
        byte[] png = Png.of(30, 20);
        byte[] jpeg = Encoder.of(ImageFormat.JPEG).encode(new Bitmap(16, 16));
        byte[] webp = Encoder.of(ImageFormat.WEBP).encode(new Bitmap(9, 9));
        bench.draw(Drawings.usual().model("nano-banana-2-edit").as(ImageFormat.PNG, png, jpeg, webp).drawing());

        JsonNode parts = sent().path("contents").path(0).path("parts");
        assertEquals(4, parts.size());
        assertEquals("A quiet lake", parts.path(0).path("text").asText());
        List<String> types = List.of("image/png", "image/jpeg", "image/webp");
        List<byte[]> files = List.of(png, jpeg, webp);
        for (int i = 0; i < files.size(); i++) {
            JsonNode inline = parts.path(i + 1).path("inlineData");
            assertEquals(types.get(i), inline.path("mimeType").asText());
            assertArrayEquals(files.get(i), inline.path("data").binaryValue());
            assertEquals(2, inline.size());
        }
    }

    @ParameterizedTest
    @EnumSource(AspectRatio.class)
    void theShapeIsTheAspectRatioWhateverThePixels(AspectRatio ratio) {
        bench.draw(shaped(Drawings.usual().model("nano-banana-1").drawing(), new Shape(ratio, Resolution.ONE_K)));

        assertEquals(ratio.wireName(), image().path("aspectRatio").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "gemini-nano-banana-2.1, HALF_K, 1K",
        "gemini-nano-banana-2.1, ONE_K, 1K",
        "gemini-nano-banana-2.1, TWO_K, 2K",
        "gemini-nano-banana-2.1, FOUR_K, 4K",
        "gemini-3.1-flash-image, HALF_K, 512",
        "gemini-3.1-flash-image, ONE_K, 1K",
        "gemini-3.1-flash-image, TWO_K, 2K",
        "gemini-3.1-flash-image, FOUR_K, 4K",
        "gemini-3.1-flash-lite-image, HALF_K, 1K",
        "gemini-3.1-flash-lite-image, ONE_K, 1K",
        "gemini-3.1-flash-lite-image, TWO_K, 1K",
        "gemini-3.1-flash-lite-image, FOUR_K, 1K",
        "gemini-2.5-flash-image, HALF_K, ",
        "gemini-2.5-flash-image, ONE_K, ",
        "gemini-2.5-flash-image, FOUR_K, ",
    })
    void theSizeIsSaidOnlyToModelsThatTakeIt(String model, Resolution tier, String word) {
        bench.draw(shaped(Drawings.usual().model("nano-banana-2").by(model).drawing(), new Shape(AspectRatio.WIDE, tier)));

        assertEquals("/v1beta/models/" + model + ":generateContent", bench.call().path());
        assertEquals(word != null, image().has("imageSize"));
        assertEquals(word == null ? "" : word, image().path("imageSize").asText(""));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 42, 2147483647})
    void aSeedIsSentAsItIs(long seed) {
        bench.draw(Drawings.usual().model("nano-banana-1").seed(OptionalLong.of(seed)).drawing());

        assertEquals(seed, sent().path("generationConfig").path("seed").asLong(-1));
    }

    /** It would be refused. */
    @Test
    void aSeedIsNotSentToAModelThatTakesNone() {
        bench.draw(Drawings.usual().model("nano-banana-1").seed(OptionalLong.of(7)).by("gemini-nano-banana-2.1").drawing());

        assertFalse(sent().path("generationConfig").has("seed"));
    }

    @Test
    void withoutASeedNoneIsSent() {
        bench.draw(Drawings.usual().model("nano-banana-2").seed(OptionalLong.empty()).drawing());

        assertFalse(sent().path("generationConfig").has("seed"));
    }

    @Test
    void aFormatIsNeverAskedFor() {
        bench.draw(Drawings.usual().model("nano-banana-2").as(ImageFormat.WEBP).drawing());

        assertFalse(bench.call().text().toLowerCase(Locale.ROOT).contains("webp"));
    }

    @Test
    void theSuccessorIsAskedInItsOwnName() {
        Drawing drawing = Drawings.usual().model("nano-banana-1").drawing();
        bench.draw(Drawings.by(drawing.providerModel().successor().orElseThrow(), drawing));

        assertEquals("/v1beta/models/gemini-3.1-flash-lite-image:generateContent", bench.call().path());
    }

    @Test
    void aReferenceThatIsNoImageIsTheCallersFaultAndNothingIsSent() {
        Drawings edit = Drawings.usual().model("nano-banana-2-edit");
        Drawing drawing = edit.as(ImageFormat.PNG, "no image".getBytes(UTF_8)).drawing();

        assertEquals(Failure.INVALID, bench.refuses(drawing).failure());
        assertEquals(0, bench.calls());
    }

    @Test
    void referencesThatAreTooLargeTogetherAreTheCallersFaultAndNothingIsSent() {
        byte[] large = Arrays.copyOf(Png.of(8, 8), 8 << 20);
        Drawings edit = Drawings.usual().model("nano-banana-2-edit");

        assertEquals(Failure.INVALID, bench.refuses(edit.as(ImageFormat.PNG, large, large).drawing()).failure());
        assertEquals(0, bench.calls());
        bench.draw(edit.as(ImageFormat.PNG, large).drawing());
        assertEquals(1, bench.calls());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AIza\nSecret", "AIza Secret"})
    void aKeyThatNoneCanBeIsTheOperatorsToMendAndIsNotShown(String key) {
        EngineException e = assertThrows(EngineException.class,
                () -> engine(key).generate(Drawings.usual().model("nano-banana-2").drawing()));

        assertEquals(Failure.CREDENTIALS, e.failure());
        assertFalse(e.toString().contains("AIza"), e.toString());
    }

    @Test
    void theEngineIsCalledGeminiAndIsNotRepeatable() {
        assertEquals("gemini", engine("k").name());
        assertFalse(engine("k").repeatable());
        assertTrue(engine("k").recall(Drawings.of("x")).isEmpty());
    }

    /** Nobody listens there. */
    private static GeminiEngine engine(String key) {
        return new GeminiEngine(new ProviderSettings(URI.create("http://127.0.0.1:1"), () -> key, List.of(), 8),
                new ProviderHttp(Clock.systemUTC()));
    }

    private JsonNode sent() {
        return Json.parse(bench.call().text());
    }

    private JsonNode image() {
        return sent().path("generationConfig").path("imageConfig");
    }

    private static Drawing shaped(Drawing d, Shape shape) {
        return new Drawing(d.taskId(), d.model(), d.providerModel(), d.prompt(), d.width(), d.height(), shape, d.format(),
                d.seed(), d.references(), d.target());
    }
}
