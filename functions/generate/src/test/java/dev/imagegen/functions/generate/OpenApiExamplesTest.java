package dev.imagegen.functions.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.RequestReader;
import dev.imagegen.delivery.SigningSecret;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The document's schemas say what the service really takes and answers. */
class OpenApiExamplesTest {

    private static final String SCHEMAS = "/components/schemas/";
    private static final String EDIT = "{\"prompt\": \"a lamp\", \"reference_images\": "
            + "[{\"source_type\": \"managed_asset\", \"asset_id\": \"4b7c\"}]}";

    private final ApiDocument document = ApiDocument.served();
    private final Door door = new Door();

    @Test
    void everyExampleKeepsItsSchema() {
        int seen = 0;
        for (String route : document.routes()) {
            JsonNode operation = document.operation(route);
            seen += check(operation.path("requestBody"));
            for (JsonNode response : operation.get("responses")) {
                seen += check(document.resolved(response));
            }
        }
        assertTrue(seen > 30, "examples seen: " + seen);
    }

    private int check(JsonNode holder) {
        JsonNode content = holder.at("/content/application~1json");
        for (JsonNode example : content.path("examples")) {
            String pointer = content.at("/schema/$ref").textValue().substring(1);
            assertEquals("", document.violations(pointer, example.get("value")), example.toString());
        }
        return content.path("examples").size();
    }

    @ParameterizedTest
    @EnumSource
    void everyExampleOfARequestIsReadWithoutANotice(Operation operation) {
        JsonNode examples = document.operation("POST /v2/generate/{cloud_name}/" + operation.wireName())
                .at("/requestBody/content/application~1json/examples");
        assertTrue(examples.size() >= 2);
        for (JsonNode example : examples) {
            byte[] body = Json.write(example.get("value")).getBytes(UTF_8);
            assertEquals(List.of(), RequestReader.read(operation, body).notices());
        }
    }

    @Test
    void resultOfASynchronousCallKeepsItsSchema() {
        door.whileWaiting(door::completeLast);
        var reply = door.post("text_to_image", "{\"prompt\": \"a lamp\", \"style\": \"oil\"}");
        assertEquals(200, reply.status());
        assertEquals("", document.violations(SCHEMAS + "GenerationResult", reply.body()));
    }

    @Test
    void taskKeepsItsSchemaFromAcceptanceToItsEnd() {
        var accepted = door.post("image_to_image", EDIT.replace("{\"prompt\"", "{\"async\": true, \"prompt\""));
        assertEquals(202, accepted.status());
        assertEquals("", document.violations(SCHEMAS + "TaskAnswer", accepted.body()));
        door.completeLast();
        var completed = door.get("tasks/" + door.last().id());
        assertEquals("completed", completed.body().at("/data/status").textValue());
        assertEquals("", document.violations(SCHEMAS + "TaskAnswer", completed.body()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | text_to_image     | {"prompt": 1}                                                            | 400
            POST | text_to_image     | {"prompt": "a lamp", "model": {"id": "no"}}                              | 400
            POST | text_to_image     | no json                                                                  | 400
            POST | /v2/generate/elsewhere/text_to_image | {"prompt": "a lamp"}                                  | 403
            GET  | tasks/0           |                                                                          | 404
            GET  | /no/such/route    |                                                                          | 404
            GET  | text_to_image     |                                                                          | 405
            """)
    void refusalKeepsItsSchema(String method, String route, String body, int status) {
        var reply = door.call(method, route, body, Door.headers("demo-key:demo-secret"));
        assertEquals(status, reply.status());
        assertEquals("", document.violations(SCHEMAS + "ErrorResponse", reply.body()));
    }

    @Test
    void refusalForWantOfCreditsKeepsItsSchema() {
        String dear = "{\"prompt\": \"a lamp\", \"async\": true, \"model\": {\"id\": \"gpt-image-2\"},"
                + "\"image_size\": {\"aspect_ratio\": \"1:1\", \"resolution\": \"4K\"}}";
        door.post("text_to_image", dear);
        door.post("text_to_image", dear);
        var reply = door.post("text_to_image", dear);
        assertEquals(429, reply.status());
        assertTrue(reply.body().has("limits") && reply.body().has("notices"));
        assertEquals("", document.violations(SCHEMAS + "ErrorResponse", reply.body()));
    }

    @Test
    void healthKeepsItsSchema() {
        var reply = door.call("GET", "/health", null, Map.of());
        assertEquals("", document.violations(SCHEMAS + "Status", reply.body()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}", "{\"prompt\": \"\"}", "{\"prompt\": 1}", "{\"prompt\": \"a\", \"model\": \"flux\"}",
        "{\"prompt\": \"a\", \"model\": {\"id\": \"flux-2-pro-edit\"}}", "{\"prompt\": \"a\", \"model\": {}}",
        "{\"prompt\": \"a\", \"model\": {\"family\": \"flux\", \"id\": \"flux-2-pro\"}}",
        "{\"prompt\": \"a\", \"model\": {\"mode\": \"manual\"}}", "{\"prompt\": \"a\", \"image_size\": {\"width\": 64}}",
        "{\"prompt\": \"a\", \"image_size\": {\"width\": 63, \"height\": 64}}",
        "{\"prompt\": \"a\", \"image_size\": {\"aspect_ratio\": \"1:1\", \"width\": 64, \"height\": 64}}",
        "{\"prompt\": \"a\", \"format\": \"gif\"}", "{\"prompt\": \"a\", \"seed\": -1}", "{\"prompt\": \"a\", \"async\": 1}",
        "{\"prompt\": \"a\", \"target\": {\"target_type\": \"temporary\", \"public_id\": \"a\"}}",
        "{\"prompt\": \"a\", \"notification_url\": \"http://example.com\"}",
    })
    void whatTheServiceRefusesIsNoRequestOfTheDocument(String body) {
        assertEquals(400, door.post("text_to_image", body).status());
        assertNotEquals("", document.violations(SCHEMAS + "TextToImageRequest", Json.parse(body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"prompt\": \"a\", \"seed\": null}", "{\"prompt\": \"a\", \"unknown\": {\"any\": 1}}",
        "{\"prompt\": \"a\", \"model\": {\"mode\": \"auto\"}}", "{\"prompt\": \"a\", \"image_size\": {\"width\": 64, \"height\": 4096}}",
        "{\"prompt\": \"a\", \"notification_url\": \"HTTPS://example.com\"}",
    })
    void whatTheServiceTakesIsARequestOfTheDocument(String body) {
        door.settings.change("demo", old -> old.withSecret(SigningSecret.make("1", door.clock.instant(), new Random(1))));
        assertEquals("", document.violations(SCHEMAS + "TextToImageRequest", Json.parse(body)));
        assertEquals(202, door.post("text_to_image", body.replace("{\"prompt\"", "{\"async\": true, \"prompt\"")).status());
    }
}
