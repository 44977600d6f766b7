package dev.imagegen.engine.recraft;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
import dev.imagegen.testing.Drawings;
import dev.imagegen.testing.EngineBench;
import dev.imagegen.testing.HttpStub;
import dev.imagegen.testing.Png;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecraftRequestTest {

    private static final String ANSWER = "{\"credits\": 40, \"data\": [{\"b64_json\": \"%s\"}]}"
            .formatted(Base64.getEncoder().encodeToString(Png.of(8, 8)));

    @Test
    void aPromptIsSentAsJson() throws IOException {
        HttpStub.Call call = sent(Drawings.usual().model("recraft-v4").size(1344, 768).prompt("linocut of a \"heron\"").drawing());

        assertEquals("POST", call.method());
        assertEquals("/v1/images/generations", call.path());
        assertEquals("Bearer " + EngineBench.KEY, call.header("Authorization"));
        assertEquals("application/json", call.header("Content-Type"));
        assertEquals(Json.parse("""
                {"model": "recraftv4", "prompt": "linocut of a \\"heron\\"", "n": 1, "size": "1344x768",
                 "response_format": "b64_json", "image_format": "png", "random_seed": 42}"""), Json.parse(call.text()));
    }

    @Test
    void withoutASeedNoneIsSent() throws IOException {
        assertFalse(sent(text().seed(OptionalLong.empty()).drawing()).text().contains("seed"));
        assertFalse(sent(image(Png.of(256, 256)).seed(OptionalLong.empty()).drawing()).text().contains("seed"));
    }

    @ParameterizedTest
    @CsvSource({"PNG, png", "WEBP, webp"})
    void formatIsAskedForByItsName(ImageFormat format, String word) throws IOException {
        assertEquals(word, Json.parse(sent(text().as(format).drawing()).text()).path("image_format").asText());
    }

    @Test
    void aReferenceIsSentAsAFormWithoutASize() throws IOException {
        byte[] reference = Png.of(300, 256);

        HttpStub.Call call = sent(image(reference).prompt("an étude").drawing());

        assertEquals("POST", call.method());
        assertEquals("/v1/images/imageToImage", call.path());
        assertEquals("Bearer " + EngineBench.KEY, call.header("Authorization"));
        String form = new String(call.body(), StandardCharsets.UTF_8);
        String boundary = call.header("Content-Type").replace("multipart/form-data; boundary=", "");
        for (String field : List.of("model\"\r\n\r\nrecraftv3", "prompt\"\r\n\r\nan étude", "n\"\r\n\r\n1",
                "strength\"\r\n\r\n0.5", "response_format\"\r\n\r\nb64_json", "image_format\"\r\n\r\npng",
                "random_seed\"\r\n\r\n42")) {
            assertTrue(form.contains("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\r\n--"), field);
        }
        assertTrue(form.contains("name=\"image\"; filename=\"reference.png\"\r\nContent-Type: image/png\r\n\r\n"), form);
        assertTrue(new String(call.body(), ISO_8859_1).contains(new String(reference, ISO_8859_1)));
        assertFalse(form.contains("name=\"size\""), form);
        assertFalse(form.contains("name=\"style"), form);
    }

    @Test
    void severalReferencesAreRefusedBeforeTheCall() throws IOException {
        assertUnsent("takes one reference image, not 2", Png.of(256, 256), Png.of(256, 256));
    }

    @Test
    void bytesThatAreNoImageAreRefusedBeforeTheCall() throws IOException {
        assertUnsent("no png, jpeg or webp", new byte[] {1, 2, 3});
    }

    @Test
    void aReferenceOfTooManyBytesIsRefusedBeforeTheCall() throws IOException {
        byte[] tooLarge = Arrays.copyOf(Png.of(256, 256), 10_000_001);
        assertUnsent("more than 10 MB", tooLarge);

        assertEquals("/v1/images/imageToImage", sent(image(Arrays.copyOf(tooLarge, 10_000_000)).drawing()).path());
    }

    @ParameterizedTest
    @CsvSource({"255, 256", "256, 255", "4097, 256", "256, 4097"})
    void aReferenceWithASideOutOfBoundsIsRefusedBeforeTheCall(int width, int height) throws IOException {
        assertUnsent("is %dx%d pixels; this model takes sides of 256 to 4096".formatted(width, height), Png.of(width, height));
    }

    @Test
    void aReferenceOfTooManyPixelsIsRefusedBeforeTheCall() throws IOException {
        assertUnsent("more than 16 megapixels", header(4096, 3907));

        assertEquals("/v1/images/imageToImage", sent(image(header(4096, 3906)).drawing()).path());
    }

    @ParameterizedTest
    @EnumSource(names = {"PNG", "WEBP"})
    void theLargestSeedIsSentAsItIs(ImageFormat format) throws IOException {
        String body = sent(text().as(format).seed(OptionalLong.of(4_294_967_295L)).drawing()).text();

        assertEquals(4_294_967_295L, Json.parse(body).path("random_seed").asLong());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "with space", "line\nbreak", "Schlüssel"})
    void aKeyThatNoneCanBeIsTheOperatorsToMend(String key) throws IOException {
        try (HttpStub stub = new HttpStub(_ -> HttpStub.Reply.json(200, ANSWER))) {
            var engine = new RecraftEngine(
                    new ProviderSettings(stub.address(), () -> key, List.of(), 8), new ProviderHttp(Clock.systemUTC()));
            EngineException e = assertThrows(
                    EngineException.class, () -> engine.generate(text().drawing()));

            assertEquals(Failure.CREDENTIALS, e.failure());
            assertEquals(List.of(), stub.calls());
        }
    }

    @Test
    void itIsKnownByItsNameAndMayNotBeRepeated() {
        var engine = new RecraftEngine(new ProviderSettings(URI.create("http://127.0.0.1:1"), () -> "k", List.of(), 8),
                new ProviderHttp(Clock.systemUTC()));

        assertEquals("recraft", engine.name());
        assertFalse(engine.repeatable());
    }

    private static Drawings text() {
        return Drawings.usual().model("recraft-v3").size(1024, 1024);
    }

    private static Drawings image(byte[] reference) {
        return Drawings.usual().model("recraft-v3-edit").size(1024, 1024).as(ImageFormat.PNG, reference);
    }

    private static HttpStub.Call sent(Drawing drawing) throws IOException {
        try (EngineBench bench = new EngineBench(RecraftEngine::new, _ -> HttpStub.Reply.json(200, ANSWER))) {
            bench.draw(drawing);
            return bench.call();
        }
    }

    private static void assertUnsent(String message, byte[]... references) throws IOException {
        Drawing drawing = Drawings.usual().model("recraft-v3-edit").as(ImageFormat.PNG, references).drawing();
        try (EngineBench bench = new EngineBench(RecraftEngine::new, _ -> HttpStub.Reply.json(200, ANSWER))) {
            var e = bench.refuses(drawing);

            assertEquals(Failure.INVALID, e.failure());
            assertTrue(e.error().message().contains(message), e.error().message());
            assertEquals(0, bench.calls());
        }
    }

    /** The head of a PNG that is too large to be made for a test. */
    private static byte[] header(int width, int height) {
        byte[] png = Png.of(1, 1);
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        return png;
    }
}
