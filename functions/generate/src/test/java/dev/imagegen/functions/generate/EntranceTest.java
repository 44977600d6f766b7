package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.access.KeyLimits;
import dev.imagegen.contract.Json;
import dev.imagegen.credits.Allowance;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client key is let in for: in time, within its rate, with its models and so many tasks at once. */
class EntranceTest {

    private static final String ASYNC = "{\"prompt\": \"a lamp\", \"async\": true%s}";
    private static final OptionalInt NO_LIMIT = OptionalInt.empty();

    private final Door door = new Door();

    private void limit(Optional<Instant> expiresAt, OptionalInt perSecond, OptionalInt tasks, String... models) {
        door.limit(new KeyLimits(Allowance.unlimited(), List.of(models), expiresAt, perSecond, tasks));
    }

    private Door.Reply call(String method, String route, String body) {
        return door.call(method, route, body, Door.headers("client-key:demo-secret"));
    }

    private Door.Reply post(String more) {
        return call("POST", "text_to_image", ASYNC.formatted(more));
    }

    private static void refused(Door.Reply reply, int status, String code, String message) {
        assertEquals(status, reply.status(), reply.body().toString());
        assertEquals(code, reply.error().get("code").textValue());
        assertEquals(message, reply.error().get("message").textValue());
    }

    /** Those that name a cloud. */
    static Stream<Arguments> routes() throws IOException {
        return TemplateRoutes.read().stream()
                .filter(route -> route.contains("{cloud_name}"))
                .map(route -> route.replace("{cloud_name}", "demo").replaceAll("\\{[a-z_]+}", "0a").split(" "))
                .map(route -> Arguments.of(route[0], route[1]));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteIsBehindTheOneDoor(String method, String route) {
        limit(Optional.of(MutableClock.START.plusSeconds(1)), OptionalInt.of(1), NO_LIMIT);
        int status = call(method, route, ASYNC.formatted("")).status();
        assertTrue(status != 401 && status != 429, "status " + status);

        refused(call(method, route, ASYNC.formatted("")), 429, "too_many_requests",
                "This key may send 1 requests a second. Send this one again after the time of Retry-After.");

        door.clock.advance(Duration.ofSeconds(1));
        refused(call(method, route, ASYNC.formatted("")), 403, "key_expired",
                "This key was good until 2026-11-22T10:00:01Z. Ask the operator for a new one.");
    }

    @Test
    void aDeployedStackBeginsWithoutAnyKeyAndLetsNobodyIn() throws IOException {
        assertFalse(Files.readString(Path.of(System.getProperty("imagegen.root"), "template.yaml")).contains("demo-"));
        for (String key : List.of("demo-key", "client-key")) {
            door.table.delete("demo", key);
            assertEquals(401, door.call("GET", "keys", null, Door.headers(key + ":demo-secret")).status());
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void credentialsThatNoKeyCanHaveAreA401(String method, String route) {
        byte[] pair = new byte[702];
        Arrays.fill(pair, (byte) 0xff);
        pair[700] = ':';
        pair[701] = 'x';
        Map<String, String> headers = Door.headers("");
        headers.put("authorization", "Basic " + Base64.getEncoder().encodeToString(pair));

        refused(door.call(method, route, ASYNC.formatted(""), headers), 401, "invalid_credentials",
                "The API key or its secret is wrong.");
    }

    @Test
    void anExpiredKeyIsRefusedFromItsVeryMomentOn() {
        limit(Optional.of(MutableClock.START.plusSeconds(60)), NO_LIMIT, NO_LIMIT);
        door.clock.advance(Duration.ofSeconds(60).minusNanos(1));
        assertEquals(202, post("").status());

        door.clock.advance(Duration.ofNanos(1));

        assertEquals(403, post("").status());
    }

    @Test
    void anExpiredKeyTellsItsStateToWhoHasItsSecretAlone() {
        limit(Optional.of(MutableClock.START), NO_LIMIT, NO_LIMIT);

        assertEquals(401, door.call("GET", "tasks/0a", null, Door.headers("client-key:wrong")).status());
        Door.Reply elsewhere = door.call("GET", "/v2/generate/elsewhere/tasks/0a", null, Door.headers("client-key:demo-secret"));
        assertEquals("wrong_cloud", elsewhere.error().get("code").textValue());
    }

    @Test
    void tooManyRequestsAreA429WithTheTimeToWaitAndNoTask() {
        limit(Optional.empty(), OptionalInt.of(2), NO_LIMIT);
        assertEquals(202, post("").status());
        assertEquals(202, post("").status());

        Door.Reply reply = post("");

        refused(reply, 429, "too_many_requests",
                "This key may send 2 requests a second. Send this one again after the time of Retry-After.");
        assertEquals("1", reply.headers().get("Retry-After"));
        assertEquals("rate_limit_error", reply.error().get("category").textValue());
        assertEquals(Json.parse("{\"limit\": 2}"), reply.error().get("details"));
        assertEquals(2, door.jobs.sent().size());
        assertEquals(8, door.table.balance("demo", Samples.MONTH).orElseThrow().reserved());
        door.clock.advance(Duration.ofSeconds(1));
        assertEquals(202, post("").status());
    }

    @Test
    void keyWithoutARateIsNotCounted() {
        for (int i = 0; i < 20; i++) {
            assertEquals(404, call("GET", "tasks/0a", null).status());
        }
        assertEquals(0, door.rates.keys());
    }

    @Test
    void wrongSecretsDoNotUseUpTheRateOfAKey() {
        limit(Optional.empty(), OptionalInt.of(1), NO_LIMIT);
        for (int i = 0; i < 5; i++) {
            assertEquals(401, door.call("GET", "tasks/0a", null, Door.headers("client-key:wrong")).status());
        }
        assertEquals(404, call("GET", "tasks/0a", null).status());
    }

    @Test
    void tooManyTasksAtOnceSayWhenToComeBack() {
        limit(Optional.empty(), NO_LIMIT, OptionalInt.of(1));
        assertEquals(202, post("").status());

        Door.Reply reply = post("");

        refused(reply, 429, "too_many_tasks",
                "This key may have 1 tasks at once, and they have not ended yet. Wait for one of them to end.");
        assertEquals("5", reply.headers().get("Retry-After"));
        door.completeLast();
        assertEquals(202, post("").status());
    }

    @Test
    void otherRefusalsHaveNoTimeToComeBack() {
        assertFalse(call("GET", "tasks/0a", null).headers().containsKey("Retry-After"));
        assertFalse(door.call("GET", "tasks/0a", null, Map.of()).headers().containsKey("Retry-After"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `, "model": {"id": "gpt-image-2"}`      | This key may not use gpt-image-2. For text_to_image it may use flux-2-pro.
            `, "model": {"family": "flux"}`         | This key may not use flux-2-klein-9b. For text_to_image it may use flux-2-pro.
            ``                                      | No model was named, and this key may not use the default, nano-banana-1. For text_to_image it may use flux-2-pro.
            """)
    void aModelThatIsNotAllowedIsA403ThatCostsNothing(String model, String message) {
        limit(Optional.empty(), NO_LIMIT, NO_LIMIT, "flux-2-pro");

        Door.Reply reply = post(model);

        refused(reply, 403, "model_not_allowed", message);
        assertEquals(Json.parse("{\"field\": \"model\", \"allowed\": [\"flux-2-pro\"]}"), reply.error().get("details"));
        assertEquals(List.of(), door.jobs.sent());
        assertEquals(Optional.empty(), door.table.balance("demo", Samples.MONTH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"balanced", "quality", "economy", "balanced_fast", "economy_fast"})
    void anAutomaticChoiceIsAmongTheAllowedModels(String preference) {
        limit(Optional.empty(), NO_LIMIT, NO_LIMIT, "recraft");

        assertEquals(202, post(", \"model\": {\"mode\": \"auto\", \"preference\": \"" + preference + "\"}").status());

        assertEquals("recraft", door.last().order().model().family());
    }
}
