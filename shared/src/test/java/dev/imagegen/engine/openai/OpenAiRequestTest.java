package dev.imagegen.engine.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Json;
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
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiRequestTest {

    private static final HttpStub.Reply DRAWN = HttpStub.Reply.json(200, "{\"data\":[{\"b64_json\":\"%s\"}]}"
            .formatted(Base64.getEncoder().encodeToString(Png.of(8, 8))));

    private EngineBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new EngineBench(OpenAiEngine::new, _ -> DRAWN);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void aDrawingWithoutReferencesIsPostedAsJsonWithEverythingSaidAndNothingElse() {
        bench.draw(two().size(2048, 1152).as(ImageFormat.JPEG).drawing());

        assertEquals("POST /v1/images/generations", bench.call().method() + " " + bench.call().path());
        assertEquals("Bearer " + EngineBench.KEY, bench.call().header("Authorization"));
        assertEquals("application/json", bench.call().header("Content-Type"));
        assertEquals(
                Json.parse("""
                        {"model": "gpt-image-2", "prompt": "A quiet lake", "n": 1, "size": "2048x1152", "quality": "medium",
                         "output_format": "jpeg", "moderation": "auto"}"""),
                Json.parse(bench.call().text()));
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void everyFormatIsAskedForByItsName(ImageFormat format) {
        bench.draw(two().as(format).drawing());

        assertEquals(format.wireName(), Json.parse(bench.call().text()).path("output_format").asText());
    }

    @Test
    void theSuccessorIsAskedInItsOwnNameAndQuality() {
        Drawing drawing = Drawings.usual().model("gpt-image-1-mini").by("gpt-image-1-mini").drawing();
        bench.draw(Drawings.by(drawing.providerModel().successor().orElseThrow(), drawing));

        assertEquals("gpt-image-2.6-flare", Json.parse(bench.call().text()).path("model").asText());
        assertEquals("low", Json.parse(bench.call().text()).path("quality").asText());
    }

    @Test
    void aPromptIsSentAsItIsWhateverSignsItHas() {
        String prompt = "\"größe\"\n\\ 湖 \uD83C\uDF0A";
        bench.draw(two().prompt(prompt).drawing());

        assertEquals(prompt, Json.parse(bench.call().text()).path("prompt").asText());
    }

    @Test
    void referencesArePostedAsAFormWithTheirOwnTypesInTheirOrder() {
        byte[] png = Png.of(30, 20);
        byte[] jpeg = Encoder.of(ImageFormat.JPEG).encode(new Bitmap(16, 16));
        byte[] webp = Encoder.of(ImageFormat.WEBP).encode(new Bitmap(9, 9));
        Drawings edit = Drawings.usual().model("gpt-image-2-edit").as(ImageFormat.WEBP, png, jpeg, webp);
        bench.draw(edit.size(1024, 1024).drawing());

        assertEquals("POST /v1/images/edits", bench.call().method() + " " + bench.call().path());
        assertEquals("Bearer " + EngineBench.KEY, bench.call().header("Authorization"));
        String type = bench.call().header("Content-Type");
        assertTrue(type.startsWith("multipart/form-data; boundary="), type);
        String boundary = type.substring(type.indexOf('=') + 1);
        String expected = field(boundary, "model", "gpt-image-2") + field(boundary, "prompt", "A quiet lake")
                + field(boundary, "size", "1024x1024") + field(boundary, "quality", "medium")
                + field(boundary, "output_format", "webp") + field(boundary, "n", "1")
                + file(boundary, "ref-1.png", "image/png", png) + file(boundary, "ref-2.jpg", "image/jpeg", jpeg)
                + file(boundary, "ref-3.webp", "image/webp", webp) + "--" + boundary + "--\r\n";
        assertArrayEquals(expected.getBytes(ISO_8859_1), bench.call().body());
        assertEquals(String.valueOf(expected.length()), bench.call().header("Content-Length"));
    }

    @Test
    void aSeedAndTheFieldsThatTheProviderForbidsAreNeverSent() {
        bench.draw(two().seed(OptionalLong.of(42)).drawing());

        for (String field : List.of("seed", "response_format", "style", "input_fidelity", "stream", "background", "user")) {
            assertFalse(Json.parse(bench.call().text()).has(field), field);
        }
    }

    @Test
    void aReferenceThatIsNoImageIsTheCallersFaultAndNothingIsSent() {
        Drawings edit = Drawings.usual().model("gpt-image-2-edit");
        Drawing drawing = edit.as(ImageFormat.PNG, "no image".getBytes(ISO_8859_1)).drawing();

        assertEquals(Failure.INVALID, bench.refuses(drawing).failure());
        assertEquals(0, bench.calls());
    }

    @Test
    void aProviderModelWithoutQualityIsNotAskedBecauseNobodyKnowsWhatItWouldCost() {
        Drawing drawing = two().drawing();
        Drawing without = Drawings.by(Drawings.usual().model("flux-2-pro").drawing().providerModel(), drawing);

        assertEquals(Failure.REJECTED, bench.refuses(without).failure());
        assertEquals(0, bench.calls());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "sk-very\nsecret", "sk-very secret", "sk-ä"})
    void aKeyThatNoneCanBeIsTheOperatorsToMendAndIsNotShown(String key) {
        OpenAiEngine engine = engine(key);

        EngineException e = assertThrows(EngineException.class, () -> engine.generate(two().drawing()));
        assertEquals(Failure.CREDENTIALS, e.failure());
        assertFalse(e.toString().contains("sk-"), e.toString());
    }

    @Test
    void theLineBreakAtTheEndOfAKeyIsForgiven() {
        EngineException e = assertThrows(EngineException.class, () -> engine("sk-very-secret\n").generate(two().drawing()));

        assertEquals(Failure.OVERLOADED, e.failure());
    }

    @Test
    void theEngineIsCalledOpenaiAndIsNotRepeatable() {
        assertEquals("openai", engine("k").name());
        assertFalse(engine("k").repeatable());
        assertTrue(engine("k").recall(two().drawing()).isEmpty());
    }

    /** Nobody listens there. */
    private static OpenAiEngine engine(String key) {
        return new OpenAiEngine(new ProviderSettings(URI.create("http://127.0.0.1:1"), () -> key, List.of(), 8),
                new ProviderHttp(Clock.systemUTC()));
    }

    private static Drawings two() {
        return Drawings.usual().model("gpt-image-2");
    }

    private static String field(String boundary, String name, String value) {
        return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value);
    }

    private static String file(String boundary, String fileName, String type, byte[] bytes) {
        return "--%s\r\nContent-Disposition: form-data; name=\"image[]\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n%s\r\n"
                .formatted(boundary, fileName, type, new String(bytes, ISO_8859_1));
    }
}
