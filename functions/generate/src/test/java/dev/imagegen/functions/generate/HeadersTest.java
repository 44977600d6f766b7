package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.imagegen.contract.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that came twice, are quoted, say that the body is compressed, or are nearly those that decide what is paid. */
class HeadersTest {

    private static final String T2I = "text_to_image";
    private static final String BODY = "{\"prompt\": \"a lamp\", \"async\": true}";

    private final Door door = new Door();

    private Door.Reply post(String header, String value) {
        Map<String, String> headers = Door.headers("demo-key:demo-secret");
        headers.put(header, value);
        return door.call("POST", T2I, BODY, headers);
    }

    private static void refused(Door.Reply reply, String field, String message) {
        assertEquals(400, reply.status(), reply.body().toString());
        assertEquals("invalid_request", reply.error().get("code").textValue());
        assertEquals(message, reply.error().get("message").textValue());
        assertEquals(field, reply.error().at("/details/field").textValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            order-1          | "order-1"
            order-1          | order-1,order-1
            order-1          | "order-1","order-1"
            order-1          | order-1, "order-1"
            a"b              | "a\\"b"
            a\\b             | "a\\\\b"
            "a,b"            | "a,b","a,b"
            """)
    void keyThatIsQuotedOrCameTwiceIsTheSame(String first, String second) {
        assertEquals(202, post("idempotency-key", first).status());

        Door.Reply reply = post("idempotency-key", second);

        assertEquals(202, reply.status(), reply.body().toString());
        assertEquals("true", reply.headers().get("Idempotency-Replayed"));
        assertEquals(1, door.jobs.sent().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a, b", "\"a\",\"b\"", "a,\"a,b\"", "a,a,b", "order-1,Order-1"})
    void twoKeysAreRefused(String keys) {
        refused(post("idempotency-key", keys), "Idempotency-Key",
                "The header Idempotency-Key has two values. Send one; a key with a comma in it has to be quoted: \"a,b\".");
        assertEquals(List.of(), door.jobs.sent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"", "\"a", "\"a b\"", "\"a\\b\"", "\"a\"b", "a,", ",", ",a", "a,,a", "\"ä\"", "\"a\";x=1"})
    void whatIsNoKeyIsRefused(String key) {
        refused(post("idempotency-key", key), "Idempotency-Key",
                "The header Idempotency-Key must have 1 to 255 visible ASCII characters, and no spaces.");
        assertEquals(List.of(), door.jobs.sent());
    }

    @Test
    void longestKeyMayBeEscapedAndComeTwice() {
        String key = "\"" + "\\\"".repeat(255) + "\"";

        assertEquals(202, post("idempotency-key", key + "," + key).status());
        assertEquals(400, post("idempotency-key", "\"" + "\\\"".repeat(256) + "\"").status());
        assertEquals(400, post("idempotency-key", "a".repeat(9_000)).status());
        assertEquals(400, post("idempotency-key", "\"" + "\\\"".repeat(4_500)).status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            X-Idempotency-Key       | Send it as Idempotency-Key.
            Idempotence-Key         | Send it as Idempotency-Key.
            IdempotencyKey          | Send it as Idempotency-Key.
            Idempotency_Key         | Send it as Idempotency-Key.
            Idempotency             | Send it as Idempotency-Key.
            Idempotent-Key          | Send it as Idempotency-Key.
            Idempotency-Keys        | Send it as Idempotency-Key.
            Idempotancy-Key         | Send it as Idempotency-Key.
            Idempotency-Token       | Send it as Idempotency-Key.
            X-Request-Idempotency-Id | Send it as Idempotency-Key.
            X-Dry-Run               | Put it into the query: ?dry_run=true.
            Dry-Run                 | Put it into the query: ?dry_run=true.
            dry_run                 | Put it into the query: ?dry_run=true.
            DryRun                  | Put it into the query: ?dry_run=true.
            X-Max-Credits           | Put it into the body: "max_credits": 5.
            """)
    void headerThatWouldBeIgnoredAtACostIsRefused(String name, String advice) {
        Door.Reply reply = post(name, "1");

        String shown = name.toLowerCase(java.util.Locale.ROOT);
        refused(reply, shown, "The header " + shown + " is not known. " + advice);
        assertEquals(List.of(), door.jobs.sent());
    }

    @Test
    void keyUnderASecondNameToo() {
        Map<String, String> headers = Door.headers("demo-key:demo-secret");
        headers.put("Idempotency-Key", "order-1");
        headers.put("X-Idempotency-Key", "order-1");
        assertEquals(202, door.call("POST", T2I, BODY, headers).status());

        headers.put("X-Idempotency-Key", "order-2");
        assertEquals(400, door.call("POST", T2I, BODY, headers).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "X-Request-Id", "X-Amzn-Trace-Id", "X-Forwarded-For", "Traceparent", "Dnt", "Date", "Via", "Origin", "X-Run-Id", "X-Key",
        "X-Api-Key", "Accept-Encoding", "Content-Length", "Expect", "X-Credits", "Sec-Fetch-Mode", "Priority",
    })
    void otherHeadersAreNobodysBusiness(String name) {
        assertEquals(202, post(name, "1").status());
    }

    @ParameterizedTest
    @CsvSource({"gzip", "br", "deflate", "zstd", "GZIP", "'identity, gzip'", "'gzip,br'"})
    void compressedBodyIsA415ThatNamesItsHeader(String coding) {
        Door.Reply reply = post("content-encoding", coding);

        assertEquals(415, reply.status());
        assertEquals(Json.parse("""
                {"category": "user_error", "code": "unsupported_media_type", "message":
                "The body must not be compressed. Send it without the header Content-Encoding, which says %s."}""".formatted(coding)),
                reply.error());
        assertEquals(List.of(), door.jobs.sent());
    }

    @ParameterizedTest
    @CsvSource({
        "content-encoding, identity", "content-encoding, IDENTITY", "content-encoding, ''", "content-encoding, 'identity,identity'",
        "content-type, 'application/json,application/json'", "content-type, 'application/json, application/json'",
        "prefer, 'wait=1,wait=1'",
    })
    void headerThatCameTwiceWithOneValueIsThatValue(String name, String value) {
        assertEquals(202, post(name, value).status());
    }

    @Test
    void credentialsThatCameTwiceAreThoseCredentials() {
        Map<String, String> headers = Door.headers("demo-key:demo-secret");
        String basic = headers.get("authorization");
        headers.put("authorization", basic + "," + basic);
        assertEquals(202, door.call("POST", T2I, BODY, headers).status());
        headers.put("authorization", basic + "," + basic + "x");
        assertEquals(401, door.call("POST", T2I, BODY, headers).status());
        assertNull(door.call("POST", T2I, BODY, headers).headers().get("X-Task-Id"));
    }

    @Test
    void bodiesOfOtherRoutesKeepTheSameRules() {
        Map<String, String> headers = Door.headers("demo-key:demo-secret");
        headers.put("content-encoding", "gzip");
        for (String route : List.of("POST keys", "PUT plan", "PUT webhook_settings", "POST delivery_urls", "POST image_to_image")) {
            String[] parts = route.split(" ");
            assertEquals(415, door.call(parts[0], parts[1], "{}", headers).status(), route);
        }
    }
}
