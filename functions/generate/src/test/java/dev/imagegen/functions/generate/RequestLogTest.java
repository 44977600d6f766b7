package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.task.Task;
import dev.imagegen.testing.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The request id of every answer is found in the log: one line for each, whatever became of it. */
class RequestLogTest {

    private static final String T2I = "POST /v2/generate/{cloud_name}/text_to_image";
    private static final String SIMPLE = "{\"prompt\": \"a lamp\"}";

    private final Door door = new Door();

    private List<JsonNode> requests() {
        return door.lines().stream().filter(line -> line.get("event").textValue().equals("request")).toList();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "POST, text_to_image,              demo-key:demo-secret,   202, -,                    demo-key,   text_to_image",
        "GET,  tasks/0a,                   client-key:demo-secret, 404, task_not_found,       client-key, tasks/{task_id}",
        "GET,  keys,                       client-key:demo-secret, 403, not_allowed,          client-key, keys",
        "GET,  models,                     client-key:hunter2,     401, invalid_credentials,  -,          models",
        "GET,  models,                     hunter2:x,              401, invalid_credentials,  -,          models",
        "GET,  models?x=1,                 demo-key:demo-secret,   400, invalid_request,      demo-key,   models",
        "PUT,  text_to_image,              demo-key:demo-secret,   405, method_not_allowed,   -,          -",
        "GET,  /nothing,                   demo-key:demo-secret,   404, route_not_found,      -,          -",
        "DELETE, keys/0a,                  demo-key:demo-secret,   404, key_not_found,        demo-key,   keys/{api_key}",
    })
    void everyAnswerHasOneLineWithItsRequestId(
            String method, String route, String credentials, int status, String code, String key, String template) {
        var event = Door.event(method, route, "{\"prompt\": \"a lamp\", \"async\": true}", Door.headers(credentials));
        event.getRequestContext().setRequestId("gateway-1");

        Door.Reply reply = door.deliver(event);

        assertEquals(status, reply.status(), reply.body().toString());
        assertEquals(1, requests().size());
        JsonNode line = requests().getFirst();
        assertEquals(reply.headers().get("X-Request-Id"), line.get("request_id").textValue());
        assertEquals("gateway-1", line.get("gateway_request_id").textValue());
        assertEquals(String.valueOf(status), line.get("status").textValue());
        assertEquals(method, line.get("method").textValue());
        assertEquals(code == null ? "" : code, line.path("code").asText());
        assertEquals(key == null ? "" : key, line.path("key").asText());
        String named = template == null ? "" : method + " /v2/generate/{cloud_name}/" + template;
        assertEquals(named, line.get("route").textValue());
        assertFalse(door.logged.toString().contains("hunter2") || door.logged.toString().contains("demo-secret"));
    }

    @Test
    void lineSaysHowLongTheCallTookAndWhichTaskItMade() {
        door.post("text_to_image", SIMPLE);

        JsonNode line = requests().getFirst();
        assertEquals("25000", line.get("ms").textValue());
        assertEquals(door.last().id(), line.get("task_id").textValue());
    }

    @Test
    void faultOfOursHasItsLineAndItsStackTraceUnderOneId() {
        door.whileWaiting(() -> {
            throw new IllegalStateException("a bug");
        });

        Door.Reply reply = door.post("text_to_image", SIMPLE);

        assertEquals(500, reply.status());
        assertEquals(door.last().id(), reply.headers().get("X-Task-Id"), "the image is made and charged all the same");
        JsonNode line = requests().getFirst();
        assertEquals("internal_error", line.get("code").textValue());
        assertEquals(T2I, line.get("route").textValue());
        String id = reply.body().get("request_id").textValue();
        assertEquals(id, line.get("request_id").textValue());
        assertEquals(1, door.lines().stream()
                .filter(l -> l.get("event").textValue().equals("request_failed") && l.get("request_id").textValue().equals(id))
                .count());
    }

    @ParameterizedTest
    @CsvSource({"PROVIDER_FAILED, 10", "PROVIDER_OVERLOADED, 60", "OUTCOME_UNKNOWN, 10", "STORE_FAILED, 60", "CONTENT_REFUSED,"})
    void failedCallNamesItsTaskAndWhenToComeBack(ErrorCode code, String retryAfter) {
        door.whileWaiting(() -> {
            Task task = door.last();
            if (!task.state().terminal()) {
                door.table.replace(task, task.failed(Samples.failed(code)));
            }
        });
        Map<String, String> headers = Door.headers("demo-key:demo-secret");
        headers.put("idempotency-key", "order-1");

        for (int i = 0; i < 2; i++) {
            Door.Reply reply = door.call("POST", "text_to_image", SIMPLE, headers);

            assertEquals(code.status(), reply.status());
            assertEquals(door.last().id(), reply.headers().get("X-Task-Id"));
            assertEquals(retryAfter, reply.headers().get("Retry-After"));
        }
    }

    @Test
    void everyAnswerOfAGenerationNamesItsTask() {
        named(202, door.post("text_to_image", SIMPLE));
        named(202, door.post("text_to_image", "{\"prompt\": \"a lamp\", \"async\": true}"));
        door.whileWaiting(door::completeLast);
        named(200, door.post("text_to_image", SIMPLE));
        named(200, door.get("tasks/" + door.last().id()));
        named(200, door.post("text_to_image", "{\"prompt\": \"a lamp\", \"reuse\": true}"));
    }

    private void named(int status, Door.Reply reply) {
        assertEquals(status, reply.status());
        String id = reply.headers().get("X-Task-Id");
        assertEquals(200, door.get("tasks/" + id).status());
        assertEquals(id, reply.body().at("/data/task_id").asText(id));
    }

    @Test
    void answerThatIsAboutNoTaskNamesNone() {
        assertFalse(door.post("text_to_image?dry_run=true", SIMPLE).headers().containsKey("X-Task-Id"));
        assertFalse(door.post("text_to_image", "{}").headers().containsKey("X-Task-Id"));
        assertFalse(door.get("tasks/0a").headers().containsKey("X-Task-Id"));
    }
}
