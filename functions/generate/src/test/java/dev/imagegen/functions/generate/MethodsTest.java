package dev.imagegen.functions.generate;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods that no route takes: a 405 that says which one it does, before anything is read or charged. */
class MethodsTest {

    private static final Map<String, String> ROUTES = Map.ofEntries(
            entry("/v2/generate/demo/text_to_image", "POST"),
            entry("/v2/generate/demo/image_to_image", "POST"),
            entry("/v2/generate/demo/tasks/0a", "DELETE, GET, HEAD"),
            entry("/v2/generate/demo/tasks/0a/deliveries", "GET, HEAD, POST"),
            entry("/v2/generate/demo/delivery_urls", "POST"),
            entry("/v2/generate/demo/models", "GET, HEAD"),
            entry("/v2/generate/demo/tasks", "GET, HEAD"),
            entry("/v2/generate/demo/webhook_settings", "GET, HEAD, PUT"),
            entry("/v2/generate/demo/webhook_settings/secrets", "POST"),
            entry("/v2/generate/demo/webhook_settings/secrets/0a", "DELETE"),
            entry("/health", "GET, HEAD"),
            entry("/openapi.json", "GET, HEAD"),
            entry("/console", "GET, HEAD"),
            entry("/v2/generate/demo/keys", "GET, HEAD, POST"),
            entry("/v2/generate/demo/keys/0a", "DELETE"),
            entry("/v2/generate/demo/plan", "GET, HEAD, PUT"),
            entry("/v2/generate/demo/usage", "GET, HEAD"));

    private final Door door = new Door();

    private static List<String> allowed(String header) {
        return List.of(header.split(", "));
    }

    static Stream<Arguments> wrong() {
        return ROUTES.entrySet().stream().flatMap(route ->
                Stream.of("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "GET", "POST")
                        .filter(method -> !allowed(route.getValue()).contains(method))
                        .map(method -> Arguments.of(method, route.getKey(), route.getValue())));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void anotherMethodIsA405ThatNamesTheRightOneWithOrWithoutAKey(String method, String path, String allowed) {
        for (Map<String, String> headers : List.of(Door.headers("demo-key:demo-secret"), Map.<String, String>of())) {
            Door.Reply reply = door.call(method, path, "{\"prompt\": \"a lamp\", \"async\": true}", headers);

            assertEquals(405, reply.status());
            assertEquals(allowed, reply.headers().get("Allow"));
            if (method.equals("HEAD")) {
                assertTrue(reply.body().isEmpty());
                continue;
            }
            assertEquals("method_not_allowed", reply.error().get("code").textValue());
            List<String> names = new ArrayList<>();
            reply.error().get("details").get("allowed").forEach(name -> names.add(name.textValue()));
            assertEquals(allowed(allowed), names);
        }
        assertEquals(List.of(), door.jobs.sent());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/v2/generate/demo/tasks/0a/0b", "/v2/generate/demo", "/v2/generate//text_to_image", "/healthz", "/openapixjson", "/HEALTH",
        "/v2/generate/demo/text_to_image%00", "/v2/generate/demo/text_to_image/0a", "/", "/prod/health", "/v2/v2/generate/demo/models",
    })
    void pathThatIsNearlyARouteIsA404ByAnyMethod(String path) {
        for (String method : List.of("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE")) {
            Door.Reply reply = door.call(method, path, null, Door.headers("demo-key:demo-secret"));

            assertEquals(404, reply.status(), method);
            if (!method.equals("HEAD")) {
                assertEquals("route_not_found", reply.error().get("code").textValue());
            }
            assertNull(reply.headers().get("Allow"));
        }
    }

    @Test
    void cloudOfAnyNameHasTheSameRoutes() {
        Door.Reply reply = door.call("DELETE", "/v2/generate/else.where-1/text_to_image", null, Map.of());

        assertEquals(405, reply.status());
        assertEquals("POST", reply.headers().get("Allow"));
    }
}
