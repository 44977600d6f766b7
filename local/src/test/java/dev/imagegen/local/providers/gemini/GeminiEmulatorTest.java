package dev.imagegen.local.providers.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Json;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.Desk;
import dev.imagegen.local.providers.Gradient;
import dev.imagegen.local.providers.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In the orders, an apostrophe stands for a quotation mark. */
class GeminiEmulatorTest {

    private static final String OLD = "gemini-2.5-flash-image";
    private static final String NEW = "gemini-3.1-flash-image";
    private static final String LITE = "gemini-3.1-flash-lite-image";
    private static final String ORDER = "{'contents':[{'role':'user','parts':[{'text':'a lake'}]}],"
            + "'generationConfig':{'responseModalities':['IMAGE'],'imageConfig':{'aspectRatio':'16:9'}}}";

    private final GeminiEmulator emulator = new GeminiEmulator("k", _ -> { });

    @Test
    void aGoodOrderIsAnsweredWithThePictureAndItsUsage() throws IOException {
        JsonNode answer = Desk.json(post(OLD, ORDER), 200);

        JsonNode candidate = answer.path("candidates").path(0);
        JsonNode inline = candidate.path("content").path("parts").path(0).path("inlineData");
        assertEquals("STOP", candidate.path("finishReason").asText());
        assertEquals("image/png", inline.path("mimeType").asText());
        assertEquals(new ImageHeader(ImageFormat.PNG, 1344, 768),
                ImageHeader.read(inline.path("data").binaryValue()).orElseThrow());
        assertEquals(Json.parse("""
                {"promptTokenCount": 2, "totalTokenCount": 1292,
                 "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 2}],
                 "candidatesTokenCount": 1290, "candidatesTokensDetails": [{"modality": "IMAGE", "tokenCount": 1290}]}"""),
                answer.path("usageMetadata"));
        assertEquals(OLD, answer.path("modelVersion").asText());
        assertEquals(1, emulator.paid());
    }

    @Test
    void theNewModelVariesWithPromptAndSeedAndAlwaysInTheSameWay() {
        Set<String> shapes = new HashSet<>();
        for (int seed = 0; seed < 8; seed++) {
            String order = small("'seed':" + seed);
            shapes.add(shape(Desk.json(post(NEW, order), 200)));
            assertEquals(Desk.text(post(NEW, order)), Desk.text(post(NEW, order)));
        }

        assertEquals(Set.of("png", "jpeg", "thought png", "thought jpeg", "text png", "text jpeg", "thought text png",
                "thought text jpeg"), shapes);
        for (int seed = 0; seed < 8; seed++) {
            String order = ORDER.replace("'imageConfig'", "'seed':" + seed + ",'imageConfig'");
            assertEquals("png", shape(Desk.json(post(OLD, order), 200)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        OLD + ", 1K, false", OLD + ", '', false", NEW + ", 512, true", NEW + ", 1K, true", NEW + ", 0.5K, false",
        NEW + ", 512px, false", NEW + ", 1k, false", NEW + ", '', false", LITE + ", 1K, true", LITE + ", 2K, false",
        LITE + ", 512, false",
    })
    void aSizeIsTakenOnlyInTheRightSpellingAndByTheRightModel(String model, String size, boolean taken) {
        Reply reply = post(model, ORDER.replace("'aspectRatio'", "'imageSize':'" + size + "','aspectRatio'"));

        assertEquals(taken ? 200 : 400, ((Reply.Whole) reply).status(), () -> Desk.text(reply));
        assertEquals(taken ? 1 : 0, emulator.paid());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "[]", "{", "null", "{}", "{'contents':[]}", "{'contents':[7]}",
        "{'contents':[{'role':'model','parts':[{'text':'x'}]}],'generationConfig':{'imageConfig':{}}}",
        "{'contents':[{'role':'user','parts':[]}],'generationConfig':{'imageConfig':{}}}",
        "{'contents':[{'role':'user','parts':[{}]}],'generationConfig':{'imageConfig':{}}}",
        "{'contents':[{'role':'user','parts':[{'text':''}]}],'generationConfig':{'imageConfig':{}}}",
        "{'contents':[{'role':'user','parts':[{'text':7}]}],'generationConfig':{'imageConfig':{}}}",
        "{'contents':[{'role':'user','parts':[{'text':'x','inlineData':{}}]}],'generationConfig':{'imageConfig':{}}}",
        "{'contents':[{'role':'user','parts':[{'text':'x'}]}],'generationConfig':{'imageConfig':{'aspectRatio':'7:5'}}}",
        "{'contents':[{'role':'user','parts':[{'text':'x'}]}],'generationConfig':{'imageConfig':{},'seed':2147483648}}",
        "{'contents':[{'role':'user','parts':[{'text':'x'}]}],'generationConfig':{'imageConfig':{},'seed':'7'}}",
        "{'contents':[{'role':'user','parts':[{'text':'x'}]}],"
            + "'generationConfig':{'imageConfig':{},'responseModalities':['TEXT']}}",
        "{'contents':[{'role':'user','parts':[{'text':'x'}]}],"
            + "'generationConfig':{'imageConfig':{},'responseModalities':'IMAGE'}}",
        "{'contents':[{'role':'user','parts':[{'text':'x'}]}],'generationConfig':{'imageConfig':7}}",
    })
    void anOrderThatIsWrongIsRejected(String order) {
        assertError(post(NEW, order), 400, "INVALID_ARGUMENT");
        assertEquals(0, emulator.paid());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "imageConfig | 'responseFormat':{}",
        "imageConfig | 'candidateCount':1",
        "aspectRatio | 'outputMimeType':'image/png'",
        "text | 'thought':true",
        "contents | 'safetySettings':[]",
        "role | 'name':'x'",
    })
    void aFieldThatIsNotKnownIsRejectedByItsName(String before, String field) {
        String order = ORDER.replace("'" + before + "'", field + ",'" + before + "'");
        String name = field.substring(1, field.indexOf('\'', 1));

        assertError(post(NEW, order), 400, "INVALID_ARGUMENT");
        assertTrue(Desk.text(post(NEW, order)).contains("Unknown name \\\"" + name), () -> Desk.text(post(NEW, order)));
        assertEquals(0, emulator.paid());
    }

    @ParameterizedTest
    @CsvSource({"image/png, PNG, true", "image/jpeg, JPEG, true", "image/webp, WEBP, true", "image/heic, PNG, true",
        "image/png, JPEG, false", "image/gif, PNG, false"})
    void aReferenceHasToBeWhatItSaysItIs(String type, ImageFormat format, boolean taken) {
        Reply reply = post(OLD, with(1, type, Gradient.of(16, 16, format, 1)));

        assertEquals(taken ? 200 : 400, ((Reply.Whole) reply).status(), () -> Desk.text(reply));
    }

    @Test
    void theNumberAndTheSizeOfReferencesAreBounded() {
        byte[] png = Gradient.of(16, 16, ImageFormat.PNG, 1);

        assertEquals(774, Desk.json(post(OLD, with(3, "image/png", png)), 200).path("usageMetadata").path("promptTokensDetails")
                .path(1).path("tokenCount").asInt());
        assertError(post(OLD, with(4, "image/png", png)), 400, "INVALID_ARGUMENT");
        assertError(post(NEW, with(15, "image/png", png)), 400, "INVALID_ARGUMENT");
        assertTrue(Desk.text(post(NEW, ORDER + " ".repeat(21 << 20))).contains("payload size"));
        assertError(post(OLD, with(1, "image/png", png).replace("iVBOR", "!!!!!")), 400, "INVALID_ARGUMENT");
    }

    @Test
    void theKeyIsTakenFromTheHeaderAlone() {
        String path = "/v1beta/models/" + OLD + ":generateContent";
        byte[] body = ORDER.replace('\'', '"').getBytes(UTF_8);

        JsonNode bad = Desk.json(emulator.answer(Desk.call("POST", path, body, "x-goog-api-key", "x")), 400);
        assertEquals("API_KEY_INVALID", bad.path("error").path("details").path(0).path("reason").asText());
        assertError(emulator.answer(Desk.call("POST", path + "?key=k", body)), 403, "PERMISSION_DENIED");
        assertError(emulator.answer(Desk.call("POST", path + "?key=k", body, "x-goog-api-key", "k")), 400, "INVALID_ARGUMENT");
        assertError(emulator.answer(Desk.call("POST", path, body, "Authorization", "Bearer k")), 403, "PERMISSION_DENIED");
        assertEquals(0, emulator.paid());
    }

    @Test
    void otherModelsAndAddressesAreNotThere() {
        assertError(post("gemini-3.1-flash-image-preview", ORDER), 404, "NOT_FOUND");
        assertEquals(404, status("GET", "/v1beta/models/" + OLD + ":generateContent"));
        assertEquals(404, status("POST", "/v1/models/" + OLD + ":generateContent"));
        assertEquals(404, status("GET", "/v1beta/models/other"));
        assertEquals(200, status("GET", "/v1beta/models/" + LITE));
    }

    @ParameterizedTest
    @CsvSource({"refuse-output, IMAGE_SAFETY, false", "empty, NO_IMAGE, false", "prose, STOP, true"})
    void anAnswerWithoutPictureHasAFinishReasonAndMaybeContent(String word, String reason, boolean content) {
        JsonNode candidate = Desk.json(post(OLD, ORDER.replace("a lake", "emulate:" + word)), 200).path("candidates").path(0);

        assertEquals(reason, candidate.path("finishReason").asText());
        assertEquals(content, candidate.has("content"));
    }

    @Test
    void aBlockedPromptHasNoCandidates() {
        JsonNode answer = Desk.json(post(OLD, ORDER.replace("a lake", "emulate:refuse-input")), 200);

        assertFalse(answer.has("candidates"));
        assertEquals("PROHIBITED_CONTENT", answer.path("promptFeedback").path("blockReason").asText());
    }

    @Test
    void aPictureTakesTheUsualTime() {
        List<Duration> slept = new ArrayList<>();
        new GeminiEmulator("k", slept::add, Duration.ofSeconds(20)).answer(Desk.call("POST",
                "/v1beta/models/" + OLD + ":generateContent", ORDER.replace('\'', '"').getBytes(UTF_8), "x-goog-api-key", "k"));

        assertEquals(List.of(Duration.ofSeconds(20)), slept);
    }

    private Reply post(String model, String order) {
        return emulator.answer(Desk.call("POST", "/v1beta/models/" + model + ":generateContent",
                order.replace('\'', '"').getBytes(UTF_8), "x-goog-api-key", "k"));
    }

    private int status(String method, String path) {
        return ((Reply.Whole) emulator.answer(Desk.call(method, path, new byte[0], "x-goog-api-key", "k"))).status();
    }

    private static String small(String config) {
        return ORDER.replace("'imageConfig':{", config + ",'imageConfig':{'imageSize':'512',");
    }

    private static String with(int references, String type, byte[] bytes) {
        ObjectNode order = (ObjectNode) Json.parse(ORDER.replace('\'', '"'));
        ArrayNode parts = (ArrayNode) order.path("contents").path(0).path("parts");
        for (int i = 0; i < references; i++) {
            parts.addObject().putObject("inlineData").put("mimeType", type).put("data", bytes);
        }
        return Json.write(order);
    }

    /** What the parts are, one after the other. */
    private static String shape(JsonNode answer) {
        List<String> words = new ArrayList<>();
        for (JsonNode part : answer.path("candidates").path(0).path("content").path("parts")) {
            String type = part.path("inlineData").path("mimeType").asText("text").replace("image/", "");
            words.add(part.path("thought").asBoolean() ? "thought" : type);
        }
        return String.join(" ", words);
    }

    private static void assertError(Reply reply, int status, String word) {
        JsonNode error = Desk.json(reply, status).path("error");
        assertEquals(status, error.path("code").asInt());
        assertEquals(word, error.path("status").asText());
        assertTrue(error.path("message").isTextual());
    }
}
