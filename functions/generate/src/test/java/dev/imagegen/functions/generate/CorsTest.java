package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other origins: none may call by default, those that the operator names may. */
class CorsTest {

    private static final String SHOP = "https://shop.example.com";
    private static final String BODY = "{\"prompt\": \"a lamp\", \"async\": true}";

    private final Door closed = new Door();
    private final Door open = new Door(Map.of("ALLOWED_ORIGINS", SHOP + ", http://localhost:5173"));
    private final Door any = new Door(Map.of("ALLOWED_ORIGINS", "*"));

    private static Map<String, String> from(String origin) {
        Map<String, String> headers = Door.headers("demo-key:demo-secret");
        headers.put("origin", origin);
        return headers;
    }

    private static Door.Reply preflight(Door door, String path, String origin) {
        return door.call("OPTIONS", path, null, new HashMap<>(Map.of(
                "origin", origin, "access-control-request-method", "POST",
                "access-control-request-headers", "authorization,content-type,idempotency-key")));
    }

    private static boolean readable(Door.Reply reply) {
        return reply.headers().keySet().stream().anyMatch(name -> name.startsWith("Access-Control-"));
    }

    @Test
    void noOriginIsAllowedByDefault() {
        assertEquals(405, preflight(closed, "text_to_image", SHOP).status());
        assertFalse(readable(preflight(closed, "text_to_image", SHOP)));
        Door.Reply reply = closed.call("POST", "text_to_image", BODY, from(SHOP));
        assertEquals(202, reply.status(), "what is no page does not mind");
        assertFalse(readable(reply));
        assertNull(reply.headers().get("Vary"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text_to_image            | POST
            tasks/0a                 | DELETE, GET, HEAD
            webhook_settings         | GET, HEAD, PUT
            /v2/generate/demo/keys/  | GET, HEAD, POST
            """)
    void preflightOfAnAllowedOriginIsAnsweredWithoutCredentials(String path, String methods) {
        Door.Reply reply = preflight(open, path, SHOP);

        assertEquals(204, reply.status());
        assertEquals(SHOP, reply.headers().get("Access-Control-Allow-Origin"));
        assertEquals(methods, reply.headers().get("Access-Control-Allow-Methods"));
        assertEquals("authorization,content-type,idempotency-key", reply.headers().get("Access-Control-Allow-Headers"));
        assertEquals("7200", reply.headers().get("Access-Control-Max-Age"));
        assertEquals("Origin", reply.headers().get("Vary"));
        assertNull(reply.headers().get("Access-Control-Allow-Credentials"));
        assertTrue(reply.body().isEmpty());
    }

    @Test
    void answersAndRefusalsCanBeReadWithTheirHeaders() {
        for (Door.Reply reply : List.of(
                open.call("POST", "text_to_image", BODY, from(SHOP)),
                open.call("POST", "text_to_image", "{}", from(SHOP)),
                open.call("GET", "models", null, Map.of("origin", SHOP)),
                open.call("GET", "/nothing", null, Map.of("origin", SHOP)),
                open.call("GET", "/openapi.json", null, Map.of("origin", SHOP)))) {
            assertEquals(SHOP, reply.headers().get("Access-Control-Allow-Origin"));
            assertEquals("Origin", reply.headers().get("Vary"));
            String exposed = reply.headers().get("Access-Control-Expose-Headers");
            for (String name : List.of("X-Request-Id", "X-Task-Id", "Location", "Retry-After")) {
                assertTrue(exposed.contains(name), exposed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "https://shop.example.com.evil.org", "http://shop.example.com", "https://SHOP.example.com:444", "null", "", "https://example.com",
        "https://shop.example.com/", "*",
    })
    void anotherOriginIsTreatedAsIfThereWereNoneAllowed(String origin) {
        assertEquals(405, preflight(open, "text_to_image", origin).status());
        Door.Reply reply = open.call("GET", "models", null, from(origin));
        assertEquals(200, reply.status());
        assertFalse(readable(reply));
        assertEquals("Origin", reply.headers().get("Vary"), "a cache must not hand this answer to the page that may read it");
    }

    @Test
    void anyOriginMayBeAllowed() {
        assertEquals("*", preflight(any, "text_to_image", "https://whoever.example.org").headers().get("Access-Control-Allow-Origin"));
        Door.Reply reply = any.call("GET", "models", null, from("null"));
        assertEquals("*", reply.headers().get("Access-Control-Allow-Origin"));
        assertNull(reply.headers().get("Vary"));
    }

    @Test
    void preflightOfAnUnknownPathIsA404() {
        assertEquals(404, preflight(open, "/nothing", SHOP).status());
    }

    @Test
    void optionsThatIsNoPreflightIsAWrongMethod() {
        Door.Reply reply = open.call("OPTIONS", "text_to_image", null, from(SHOP));

        assertEquals(405, reply.status());
        assertEquals("POST", reply.headers().get("Allow"));
    }
}
