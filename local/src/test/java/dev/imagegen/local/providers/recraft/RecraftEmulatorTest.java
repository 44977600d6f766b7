package dev.imagegen.local.providers.recraft;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Json;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.Call;
import dev.imagegen.local.providers.Gradient;
import dev.imagegen.local.providers.Reply;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecraftEmulatorTest {

    private static final String GENERATIONS = "/v1/images/generations";
    private static final String EDITS = "/v1/images/imageToImage";

    private final List<Duration> slept = new ArrayList<>();
    private final RecraftEmulator emulator =
            new RecraftEmulator("k", Clock.systemUTC(), slept::add, Duration.ofSeconds(5));

    @Test
    void theDefaultsAreAnAddressAndWebpAndNoSeed() {
        JsonNode body = body(json(GENERATIONS, "{\"prompt\": \"A lake\", \"model\": \"recraftv3\"}"));

        assertEquals(40, body.path("credits").asInt());
        assertFalse(body.toString().contains("seed"));
        URI url = URI.create(body.at("/data/0/url").asText());
        Reply.Whole picture = (Reply.Whole) emulator.answer(call("GET", url.getPath().substring("/recraft".length()), "", "", "none"));
        assertEquals(new ImageHeader(ImageFormat.WEBP, 1024, 1024), ImageHeader.read(picture.body()).orElseThrow());
        assertEquals(1, emulator.paid());
    }

    @Test
    void anAddressThatHasExpiredGivesNothing() {
        JsonNode body = body(json(GENERATIONS, "{\"prompt\": \"A lake emulate:expired\", \"model\": \"recraftv3\"}"));

        String path = URI.create(body.at("/data/0/url").asText()).getPath().substring("/recraft".length());
        assertEquals(404, ((Reply.Whole) emulator.answer(call("GET", path, "", "", "none"))).status());
    }

    @Test
    void severalPicturesAreBilledEach() {
        JsonNode body = body(json(GENERATIONS, "{\"prompt\": \"A lake\", \"model\": \"recraftv4\", \"n\": 3}"));

        assertEquals(3, body.path("data").size());
        assertEquals(120, body.path("credits").asInt());
        assertEquals(3, emulator.paid());
    }

    @Test
    void aPictureTakesItsTime() {
        json(GENERATIONS, "{\"prompt\": \"A lake\"}");
        json(GENERATIONS, "{\"prompt\": \"A lake emulate:slow=9\"}");

        assertEquals(List.of(Duration.ofSeconds(5), Duration.ofSeconds(9)), slept);
    }

    @ParameterizedTest
    @CsvSource({"GET, /v1/images/generations", "POST, /v1/images/edits", "POST, /"})
    void whatIsNotThereIsAPlainText(String method, String path) {
        Reply.Whole reply = (Reply.Whole) emulator.answer(call(method, path, "application/json", "{}", "k"));

        assertEquals(404, reply.status());
        assertEquals("404 page not found", new String(reply.body(), UTF_8));
        assertTrue(reply.contentType().startsWith("text/plain"));
    }

    @Test
    void withoutTheKeyItIsAPlainText() {
        Reply.Whole reply = (Reply.Whole) emulator.answer(call("POST", GENERATIONS, "application/json", "{}", "other"));

        assertEquals(401, reply.status());
        assertEquals("request unauthorized", new String(reply.body(), UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "[]", "{", "{}", "{\"prompt\": \"\"}", "{\"prompt\": 7}",
        "{\"prompt\": \"a\", \"size\": \"1000x1000\"}",
        "{\"prompt\": \"a\", \"model\": \"recraftv4\", \"size\": \"1344x832\"}",
        "{\"prompt\": \"a\", \"model\": \"recraftv3\", \"size\": \"1344x768\"}",
        "{\"prompt\": \"a\", \"model\": \"recraftv9\"}",
        "{\"prompt\": \"a\", \"n\": 0}", "{\"prompt\": \"a\", \"n\": 7}", "{\"prompt\": \"a\", \"n\": \"1\"}",
        "{\"prompt\": \"a\", \"image_format\": \"jpeg\"}", "{\"prompt\": \"a\", \"response_format\": \"json\"}",
        "{\"prompt\": \"a\", \"random_seed\": 4294967296}", "{\"prompt\": \"a\", \"random_seed\": -1}",
        "{\"prompt\": \"a\", \"seed\": 1}", "{\"prompt\": \"a\", \"strength\": 0.5}",
    })
    void aRequestThatIsWrongIsRejectedAndCostsNothing(String body) {
        assertEquals(400, json(GENERATIONS, body).status());
        assertEquals(0, emulator.paid());
    }

    @Test
    void aModelTakesPromptsOfItsLength() {
        assertEquals(400, json(GENERATIONS, prompt("recraftv3", 1001)).status());
        assertEquals(200, json(GENERATIONS, prompt("recraftv3", 1000)).status());
        assertEquals(200, json(GENERATIONS, prompt("recraftv4", 10_000)).status());
        assertEquals(400, json(GENERATIONS, prompt("recraftv4", 10_001)).status());
    }

    @ParameterizedTest
    @CsvSource({"0.5, 300, 256, 200", "0, 256, 256, 200", "1, 256, 256, 200", "'', 300, 256, 400", "1.5, 300, 256, 400",
        "0.5, 255, 300, 400", "0.5, 300, 4097, 400"})
    void anEditNeedsAStrengthAndSidesWithinBounds(String strength, int width, int height, int status) {
        byte[] image = Gradient.of(width, height, ImageFormat.PNG, 1);

        assertEquals(status, form(strength, image).status());
        String json = "{\"model\": \"recraftv3\", \"prompt\": \"a\", \"image_url\": \"data:image/png;base64,%s\"%s}".formatted(
                Base64.getEncoder().encodeToString(image), strength.isEmpty() ? "" : ", \"strength\": " + strength);
        assertEquals(status, json(EDITS, json).status());
    }

    @Test
    void anEditWithoutAUsableImageIsRejected() {
        assertEquals(400, form("0.5", new byte[] {1}).status());
        assertEquals(400, json(EDITS, "{\"model\": \"recraftv3\", \"prompt\": \"a\", \"strength\": 0.5}").status());
        assertEquals(400, json(EDITS, """
                {"model": "recraftv3", "prompt": "a", "strength": 0.5, "image_url": "https://example.com/a.png"}""").status());
        assertEquals(400, json(EDITS, """
                {"model": "recraftv4", "prompt": "a", "strength": 0.5, "image_url": "data:image/png;base64,AA=="}""").status());
    }

    private static String prompt(String model, int length) {
        return Json.write(Json.object().put("model", model).put("prompt", "x".repeat(length)));
    }

    private Reply.Whole form(String strength, byte[] image) {
        StringBuilder form = new StringBuilder();
        for (String field : List.of("model\"\r\n\r\nrecraftv3", "prompt\"\r\n\r\na", "strength\"\r\n\r\n" + strength)) {
            form.append("--b\r\nContent-Disposition: form-data; name=\"").append(field).append("\r\n");
        }
        form.append("--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n\r\n")
                .append(new String(image, ISO_8859_1)).append("\r\n--b--\r\n");
        return (Reply.Whole) emulator.answer(call("POST", EDITS, "multipart/form-data; boundary=b", form.toString(), "k"));
    }

    private Reply.Whole json(String path, String body) {
        return (Reply.Whole) emulator.answer(call("POST", path, "application/json", body, "k"));
    }

    private static JsonNode body(Reply.Whole reply) {
        assertEquals(200, reply.status());
        return Json.parse(new String(reply.body(), UTF_8));
    }

    private static Call call(String method, String path, String type, String body, String key) {
        Headers headers = new Headers();
        headers.set("Content-Type", type);
        headers.set("Authorization", "Bearer " + key);
        return new Call(method, path, Optional.empty(), headers, body.getBytes(ISO_8859_1), URI.create("http://127.0.0.1/recraft"));
    }
}
