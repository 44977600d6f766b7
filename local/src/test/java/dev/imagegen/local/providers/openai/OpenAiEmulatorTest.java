package dev.imagegen.local.providers.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Json;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.Call;
import dev.imagegen.local.providers.Desk;
import dev.imagegen.local.providers.Gradient;
import dev.imagegen.local.providers.Reply;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiEmulatorTest {

    private static final String[] JSON = {"Authorization", "Bearer k", "Content-Type", "application/json"};
    private static final String GENERATIONS = "/v1/images/generations";
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1795341000), ZoneOffset.UTC);
    private static final byte[] PNG = Gradient.of(64, 40, ImageFormat.PNG, 1);

    private final OpenAiEmulator emulator = new OpenAiEmulator("k", CLOCK, _ -> { });

    @Test
    void aGoodOrderIsAnsweredWithThePictureAndItsUsage() throws IOException {
        JsonNode answer = Desk.json(post(order()), 200);

        assertEquals(1795341000, answer.path("created").asLong());
        assertEquals(1, answer.path("data").size());
        assertEquals(new ImageHeader(ImageFormat.WEBP, 1280, 720),
                ImageHeader.read(answer.path("data").path(0).path("b64_json").binaryValue()).orElseThrow());
        assertEquals(Json.parse("""
                {"input_tokens": 3, "output_tokens": 106, "total_tokens": 109,
                 "input_tokens_details": {"text_tokens": 3, "image_tokens": 0}}"""), answer.path("usage"));
        assertEquals(1, emulator.paid());
    }

    @Test
    void usageComesBeforeOrAfterThePictureAndTheLesserFieldsComeAndGo() {
        List<Boolean> before = new ArrayList<>();
        List<Boolean> said = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String text = Desk.text(post(order().put("prompt", "lake " + i)));
            before.add(text.indexOf("\"usage\"") < text.indexOf("\"data\""));
            said.add(text.contains("\"background\""));
        }

        assertTrue(before.contains(true) && before.contains(false), before::toString);
        assertTrue(said.contains(true) && said.contains(false), said::toString);
    }

    @Test
    void whatIsLeftToTheProviderIsItsUsualOne() throws IOException {
        ObjectNode least = Json.object().put("model", "gpt-image-2").put("prompt", "a lake");

        for (ObjectNode order : List.of(least, least.deepCopy().put("size", "auto").put("quality", "auto"))) {
            JsonNode answer = Desk.json(post(order), 200);
            assertEquals(new ImageHeader(ImageFormat.PNG, 1024, 1024),
                    ImageHeader.read(answer.path("data").path(0).path("b64_json").binaryValue()).orElseThrow());
            assertEquals(1756, answer.path("usage").path("output_tokens").asLong());
        }
    }

    @Test
    void moreThanOnePictureCostsMoreThanOne() {
        JsonNode answer = Desk.json(post(order().put("n", 3)), 200);

        assertEquals(3, answer.path("data").size());
        assertEquals(318, answer.path("usage").path("output_tokens").asLong());
        assertEquals(3, emulator.paid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"response_format", "style", "seed", "input_fidelity", "image", "complexity", "stream"})
    void aFieldThatIsNotKnownIsRejectedByItsName(String field) {
        assertError(post(order().put(field, "x")), 400, "unknown_parameter", field);
    }

    @ParameterizedTest
    @CsvSource({
        "n, '\"1\"', invalid_type", "n, 0, invalid_value", "n, 11, invalid_value", "n, 1.5, invalid_type",
        "size, '\"1000x1000\"', invalid_value", "size, '\"1024x576\"', invalid_value", "size, '\"big\"', invalid_value",
        "size, '\"99999x99999\"', invalid_value", "size, null, invalid_type", "quality, '\"ultra\"', invalid_value",
        "output_format, '\"gif\"', invalid_value", "moderation, '\"none\"', invalid_value",
        "background, '\"red\"', invalid_value", "output_compression, 101, invalid_value", "partial_images, 1, invalid_value",
        "prompt, '\"\"', missing_required_parameter", "prompt, 7, invalid_type", "model, 7, invalid_type",
    })
    void aValueThatIsWrongIsRejectedByItsField(String field, String value, String code) {
        ObjectNode order = order();
        order.set(field, Json.parse(value));

        assertError(post(order), 400, code, field);
        assertEquals(0, emulator.paid());
    }

    @Test
    void theMiniModelHasItsOwnSizes() {
        ObjectNode order = order().put("model", "gpt-image-1-mini");

        assertError(post(order.put("size", "1280x720")), 400, "invalid_value", "size");
        Desk.json(post(order.put("size", "1024x1536")), 200);
    }

    @Test
    void aModelThatIsNotKnownIsNotFound() {
        assertError(post(order().put("model", "gpt-image-1")), 404, "model_not_found", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "hello"})
    void aBodyThatIsNoObjectIsRejected(String body) {
        Reply reply = emulator.answer(Desk.call("POST", GENERATIONS, body.getBytes(UTF_8), JSON));

        assertError(reply, 400, "", "");
    }

    @Test
    void aWrongKeyAndNoKeyAreRefusedInTheProvidersForm() {
        byte[] body = Json.bytes(order());

        assertError(emulator.answer(Desk.call("POST", GENERATIONS, body, "Content-Type", "application/json")), 401, "", "");
        assertError(emulator.answer(Desk.call("POST", GENERATIONS, body, "Authorization", "Bearer x")), 401, "invalid_api_key", "");
        assertError(emulator.answer(Desk.call("POST", GENERATIONS, body, "x-key", "k")), 401, "", "");
        assertEquals(0, emulator.paid());
    }

    @Test
    void otherAddressesAndMethodsAreNotThere() {
        assertEquals(404, status(emulator.answer(Desk.call("POST", "/v1/images/variations", new byte[0], JSON))));
        assertEquals(405, status(emulator.answer(Desk.call("GET", GENERATIONS, new byte[0], JSON))));
        assertEquals(404, status(emulator.answer(Desk.call("GET", "/v1/models/gpt-image-1", new byte[0], JSON))));
        assertEquals("gpt-image-2",
                Desk.json(emulator.answer(Desk.call("GET", "/v1/models/gpt-image-2", new byte[0], JSON)), 200).path("id").asText());
    }

    @Test
    void aFormWithOneImageOrSeveralIsTaken() {
        String one = part("image\"; filename=\"a.png", "image/png", PNG);
        String several = part("image[]\"; filename=\"a.png", "image/png", PNG).repeat(16);

        JsonNode usage = Desk.json(edit(one), 200).path("usage");
        assertEquals(4, usage.path("input_tokens_details").path("image_tokens").asLong());
        Desk.json(edit(several), 200);
        Desk.json(edit(one + part("mask\"; filename=\"m.png", "image/png", PNG)), 200);
        assertEquals(3, emulator.paid());
    }

    @Test
    void aFormThatIsWrongIsRejectedByItsField() {
        String good = part("image[]\"; filename=\"a.png", "image/png", PNG);

        assertError(edit(""), 400, "missing_required_parameter", "image");
        assertError(edit(good.repeat(17)), 400, "invalid_value", "image");
        assertError(edit(part("image\"; filename=\"a.png", "image/png", PNG).repeat(2)), 400, "invalid_value", "image");
        assertError(edit(good.replace("image/png", "image/gif")), 400, "invalid_image_file", "image[]");
        assertError(edit(good.replace("image/png", "image/jpeg")), 400, "invalid_image_file", "image[]");
        assertError(edit(good.replace("PNG", "GNP")), 400, "invalid_image_file", "image[]");
        assertError(edit(good.replace("; filename=\"a.png\"", "")), 400, "invalid_type", "image[]");
        assertError(edit(good + field("seed", "1")), 400, "unknown_parameter", "seed");
        assertError(edit(good + field("size", "7")), 400, "invalid_value", "size");
        assertError(edit(good + field("prompt", "again")), 400, "invalid_value", "prompt");
        assertEquals(0, emulator.paid());
    }

    @Test
    void jsonIsNoFormAndAFormIsNoJson() {
        assertError(emulator.answer(Desk.call("POST", "/v1/images/edits", Json.bytes(order()), JSON)), 400,
                "unsupported_content_type", "");
        assertError(emulator.answer(Desk.call("POST", GENERATIONS, Json.bytes(order()), "Authorization", "Bearer k")), 400,
                "unsupported_content_type", "");
    }

    @Test
    void bothFormsOfARefusalAreGiven() {
        JsonNode newer = Desk.json(post(order().put("prompt", "emulate:refuse-input")), 400).path("error");
        JsonNode older = Desk.json(post(order().put("prompt", "emulate:refuse-input!")), 400).path("error");

        assertEquals("input", newer.path("moderation_details").path("moderation_stage").asText());
        assertFalse(older.has("moderation_details"));
        assertEquals("user_error", older.path("type").asText());
    }

    @Test
    void aPictureTakesTheUsualTime() {
        List<Duration> slept = new ArrayList<>();
        new OpenAiEmulator("k", CLOCK, slept::add, Duration.ofSeconds(40))
                .answer(Desk.call("POST", GENERATIONS, Json.bytes(order()), JSON));

        assertEquals(List.of(Duration.ofSeconds(40)), slept);
    }

    private static ObjectNode order() {
        return Json.object().put("model", "gpt-image-2").put("prompt", "a lake").put("n", 1).put("size", "1280x720")
                .put("quality", "low").put("output_format", "webp").put("moderation", "auto");
    }

    private Reply post(ObjectNode order) {
        return emulator.answer(Desk.call("POST", GENERATIONS, Json.bytes(order), JSON));
    }

    private Reply edit(String files) {
        String body = field("model", "gpt-image-2") + field("prompt", "a lake") + files + "--b--\r\n";
        Call call = Desk.call("POST", "/v1/images/edits", body.getBytes(ISO_8859_1), "Authorization", "Bearer k",
                "Content-Type", "multipart/form-data; boundary=b");
        return emulator.answer(call);
    }

    private static String field(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(name, value);
    }

    private static String part(String name, String type, byte[] content) {
        return "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\nContent-Type: %s\r\n\r\n%s\r\n"
                .formatted(name, type, new String(content, ISO_8859_1));
    }

    private static int status(Reply reply) {
        return ((Reply.Whole) reply).status();
    }

    private static void assertError(Reply reply, int status, String code, String param) {
        JsonNode error = Desk.json(reply, status).path("error");
        assertEquals(code, error.path("code").asText(""));
        assertEquals(param, error.path("param").asText(""));
        assertTrue(error.path("message").isTextual());
        assertFalse(error.path("type").asText("").isEmpty());
    }
}
