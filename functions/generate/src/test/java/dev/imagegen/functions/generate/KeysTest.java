package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.access.ApiKey;
import dev.imagegen.access.KeyLimits;
import dev.imagegen.access.SecretHash;
import dev.imagegen.contract.Json;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of a cloud, from being made to being deleted: for its root key alone. */
class KeysTest {

    private static final String LIMITED = """
            {"name": "web shop", "monthly_credits": 500, "models": ["flux", "recraft-v4"],
             "expires_at": "2026-12-01T01:00:00+01:00", "requests_per_second": 5, "concurrent_tasks": 2}""";
    private static final String ASYNC = "{\"prompt\": \"a lamp\", \"async\": true}";

    private final Door door = new Door();
    private final ApiDocument document = ApiDocument.served();

    private Door.Reply call(String method, String route, String body) {
        return door.call(method, route, body, Door.headers("demo-key:demo-secret"));
    }

    private JsonNode made(String body) {
        Door.Reply reply = call("POST", "keys", body);
        assertEquals(201, reply.status(), reply.body().toString());
        assertEquals("no-store", reply.headers().get("Cache-Control"));
        assertEquals("", document.violations("/components/schemas/NewKeyAnswer", reply.body()));
        assertEquals("", document.violations("/components/schemas/KeyRequest", Json.parse(body)));
        return reply.body().get("data");
    }

    private JsonNode listed() {
        Door.Reply reply = call("GET", "keys", null);
        assertEquals(200, reply.status());
        assertEquals("no-store", reply.headers().get("Cache-Control"));
        assertEquals("", document.violations("/components/schemas/KeysAnswer", reply.body()));
        return reply.body().at("/data/keys");
    }

    private List<String> ids() {
        List<String> ids = new ArrayList<>();
        listed().forEach(key -> ids.add(key.get("api_key").textValue()));
        return ids;
    }

    private Door.Reply asked(JsonNode key, String method, String route, String body) {
        return door.call(method, route, body, Door.headers(key.get("api_key").textValue() + ":" + key.get("api_secret").textValue()));
    }

    private static void refused(Door.Reply reply, int status, String code, String message) {
        assertEquals(status, reply.status(), reply.body().toString());
        assertEquals(code, reply.error().get("code").textValue());
        assertEquals(message, reply.error().get("message").textValue());
    }

    @Test
    void aNewKeyIsAnsweredWithItsLimitsAndItsSecretOnce() {
        ObjectNode made = (ObjectNode) made(LIMITED);
        String secret = made.get("api_secret").textValue();

        assertEquals(
                List.of("api_key", "api_secret", "name", "root", "created_at", "monthly_credits", "models", "expires_at",
                        "requests_per_second", "concurrent_tasks", "public_id_prefixes", "upload_presets", "overwrite"),
                made.properties().stream().map(Map.Entry::getKey).toList());
        assertEquals(
                Json.parse("""
                        {"name": "web shop", "root": false, "created_at": "2026-11-22T10:00:00Z", "monthly_credits": 500,
                         "models": ["flux", "recraft-v4"], "expires_at": "2026-12-01T00:00:00Z",
                         "requests_per_second": 5, "concurrent_tasks": 2,
                         "public_id_prefixes": ["%s/"], "upload_presets": [], "overwrite": false}"""
                        .formatted(made.get("api_key").textValue())),
                made.deepCopy().without(List.of("api_key", "api_secret")));
        assertEquals(made.deepCopy().without("api_secret"), listed().get(ids().indexOf(made.get("api_key").textValue())));
        assertFalse(call("GET", "keys", null).body().toString().contains(secret));
        assertFalse(door.logged.toString().contains(secret));
        assertTrue(door.logged.toString().contains(made.get("api_key").textValue()));
        assertFalse(door.table.findKey(made.get("api_key").textValue()).orElseThrow().toString().contains(secret));
    }

    @Test
    void aKeyWithoutLimitsShowsThemAsNull() {
        JsonNode made = made("{\"name\": \"x\"}");

        for (String limit : List.of("monthly_credits", "models", "expires_at", "requests_per_second", "concurrent_tasks")) {
            assertTrue(made.get(limit).isNull(), limit);
        }
        assertEquals(202, asked(made, "POST", "text_to_image", ASYNC).status());
        assertEquals(KeyLimits.NONE, door.table.findKey(made.get("api_key").textValue()).orElseThrow().limits());
    }

    @Test
    void keysAreListedNewestFirstAndRootKeysAreMarked() {
        door.clock.advance(Duration.ofSeconds(1));
        String older = made("{\"name\": \"older\"}").get("api_key").textValue();
        door.clock.advance(Duration.ofSeconds(1));
        String newer = made("{\"name\": \"newer\"}").get("api_key").textValue();

        assertEquals(List.of(newer, older, "client-key", "demo-key"), ids());
        assertFalse(listed().get(0).get("root").booleanValue());
        assertTrue(listed().get(3).get("root").booleanValue());
    }

    @Test
    void aDeletedKeyLetsNobodyInFromTheNextCallOn() {
        JsonNode made = made("{\"name\": \"x\"}");
        assertEquals(202, asked(made, "POST", "text_to_image", ASYNC).status());
        String task = door.last().id();

        Door.Reply reply = call("DELETE", "keys/" + made.get("api_key").textValue(), null);

        assertEquals(204, reply.status());
        assertEquals(32, reply.headers().get("X-Request-Id").length());
        refused(asked(made, "GET", "tasks/" + task, null), 401, "invalid_credentials", "The API key or its secret is wrong.");
        refused(asked(made, "POST", "text_to_image", ASYNC), 401, "invalid_credentials", "The API key or its secret is wrong.");
        assertEquals(List.of("client-key", "demo-key"), ids());
    }

    @Test
    void whatADeletedKeyStartedGoesOnAndIsCharged() {
        JsonNode made = made("{\"name\": \"x\", \"concurrent_tasks\": 1}");
        asked(made, "POST", "text_to_image", ASYNC);
        call("DELETE", "keys/" + made.get("api_key").textValue(), null);

        door.completeLast();

        Door.Reply task = call("GET", "tasks/" + door.last().id(), null);
        assertEquals("completed", task.body().at("/data/status").textValue());
        assertEquals(4, door.table.balance("demo", Samples.MONTH).orElseThrow().used());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789abcdef", "other-key", "CLIENT-KEY", "client-key%00", "kéy", "client-key "})
    void aKeyThatIsUnknownOrOfAnotherCloudIsTheSame404(String id) {
        refused(call("DELETE", "keys/" + id, null), 404, "key_not_found", "There is no key with this id.");
        assertEquals(List.of("client-key", "demo-key"), ids());
        assertTrue(door.table.findKey("other-key").isPresent());
    }

    @Test
    void aNameThatNoKeyCanHaveIsNotLookedUp() {
        refused(call("DELETE", "keys/" + "k".repeat(5_000), null), 404, "key_not_found", "There is no key with this id.");
    }

    @Test
    void theRootKeyCannotDeleteItselfAndAnotherRootKeyCan() {
        refused(call("DELETE", "keys/demo-key", null), 400, "invalid_request",
                "A key cannot delete itself. Use another root key of the cloud.");
        door.table.put(ApiKey.root("new-root", "demo", MutableClock.START, SecretHash.of("s", new Random(1))));

        assertEquals(204, door.call("DELETE", "keys/demo-key", null, Door.headers("new-root:s")).status());
        refused(call("GET", "keys", null), 401, "invalid_credentials", "The API key or its secret is wrong.");
    }

    @Test
    void aCloudMayHave200Keys() {
        for (int i = 2; i < KeyRoutes.MOST; i++) {
            made("{\"name\": \"x\"}");
        }

        Door.Reply reply = call("POST", "keys", "{\"name\": \"x\"}");

        refused(reply, 400, "invalid_request", "A cloud may have 200 keys, and this one has them. Delete one first.");
        assertEquals(Json.parse("{\"limit\": 200}"), reply.error().get("details"));
        assertEquals(200, ids().size());
        assertEquals(204, call("DELETE", "keys/client-key", null).status());
        made("{\"name\": \"x\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name": "x", "models": ["flux", "midjourney"]}     | unknown_model   | models[1]       | 'midjourney' is no family and no model. The families are flux, recraft, gpt-image, nano-banana, ideogram.
            {"name": "x", "models": ["FLUX"]}                   | unknown_model   | models[0]       | 'FLUX' is no family and no model. The families are flux, recraft, gpt-image, nano-banana, ideogram.
            {"name": "x", "models": ["flux/premium"]}           | unknown_model   | models[0]       | 'flux/premium' is no family and no model. The families are flux, recraft, gpt-image, nano-banana, ideogram.
            {"name": "x", "expires_at": "2026-11-22T10:00:00Z"} | invalid_request | expires_at      | 'expires_at' must be in the future, not 2026-11-22T10:00:00Z.
            {"name": ""}                                        | invalid_request | name            | 'name' must be a string of 1 to 100 characters, not of 0.
            {"name": "x", "monthly_credits": -1}                | invalid_request | monthly_credits | 'monthly_credits' must be an integer from 0 to 1000000000.
            """)
    void aWrongBodyIsA400ThatMakesNoKey(String body, String code, String field, String message) {
        Door.Reply reply = call("POST", "keys", body);

        refused(reply, 400, code, message);
        assertEquals(field, reply.error().at("/details/field").textValue());
        assertEquals("", document.violations("/components/schemas/ErrorResponse", reply.body()));
        assertEquals(List.of("client-key", "demo-key"), ids());
    }

    @Test
    void allModelsOfTheCatalogueMayBeNamed() {
        assertEquals(4, made("{\"name\": \"x\", \"models\": [\"ideogram\", \"flux-2-pro-edit\", \"gpt-image-1-mini\", \"recraft\"]}")
                .get("models").size());
    }

    @Test
    void aBodyThatIsNoJsonOrTooLargeIsRefusedAsEverywhere() {
        Map<String, String> form = Door.headers("demo-key:demo-secret");
        form.put("content-type", "application/x-www-form-urlencoded");

        assertEquals(415, door.call("POST", "keys", "name=x", form).status());
        assertEquals(413, call("POST", "keys", "{\"name\": \"" + "y".repeat(256 * 1024) + "\"}").status());
        assertEquals("invalid_json", call("POST", "keys", "{\"name\"").error().get("code").textValue());
    }

    @ParameterizedTest
    @CsvSource({"GET, keys", "POST, keys", "DELETE, keys/client-key"})
    void anotherKeyThanTheRootKeyMayNotEvenLook(String method, String route) {
        String body = "{\"name\": \"x\"}";
        refused(door.call(method, route, body, Door.headers("client-key:demo-secret")), 403, "not_allowed",
                "This route is for the root key of the cloud alone.");
        assertEquals(403, door.call(method, route, body, Door.headers("other-key:demo-secret")).status());
        assertEquals(401, door.call(method, route, body, Door.headers("demo-key:wrong")).status());
        assertEquals(401, door.call(method, route, body, Map.of()).status());
        assertEquals(List.of("client-key", "demo-key"), ids());
    }

    @Test
    void keysOfOneCloudAreNotThoseOfAnother() {
        made("{\"name\": \"x\"}");

        Door.Reply other = door.call("GET", "/v2/generate/elsewhere/keys", null, Door.headers("other-key:demo-secret"));

        assertEquals(1, other.body().at("/data/keys").size());
        assertEquals("other-key", other.body().at("/data/keys/0/api_key").textValue());
    }
}
