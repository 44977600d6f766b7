package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.access.ApiKey;
import dev.imagegen.access.KeyLimits;
import dev.imagegen.access.SecretHash;
import dev.imagegen.contract.Json;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Plan;
import dev.imagegen.testing.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plan of a cloud, what a month has used, and the quota in every answer. */
class CreditRoutesTest {

    private static final String IMAGE = "{\"prompt\": \"a lamp\", \"async\": true, \"model\": {\"id\": \"flux-2-pro\"}}";
    private static final String CAPPED = "capped-key";

    private final Door door = new Door();
    private final ApiDocument document = ApiDocument.served();

    CreditRoutesTest() {
        var limits = new KeyLimits(
                Allowance.limitedTo(10), List.of(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
        door.table.put(new ApiKey(
                CAPPED, "demo", false, CAPPED, MutableClock.START, limits, SecretHash.of("demo-secret", new Random(1))));
    }

    private Door.Reply call(String key, String method, String route, String body) {
        return door.call(method, route, body, Door.headers(key + ":demo-secret"));
    }

    private Door.Reply plan(String body) {
        return call("demo-key", "PUT", "plan", body);
    }

    private JsonNode usage(String key, String query) {
        Door.Reply reply = call(key, "GET", "usage" + query, null);
        assertEquals(200, reply.status(), reply.body().toString());
        assertEquals("no-store", reply.headers().get("Cache-Control"));
        assertEquals("", document.violations("/components/schemas/UsageAnswer", reply.body()));
        return reply.body().get("data");
    }

    private static void refused(Door.Reply reply, int status, String code) {
        assertEquals(status, reply.status(), reply.body().toString());
        assertEquals(code, reply.error().get("code").textValue());
    }

    /** What an image of the model costs, as the answer says. */
    private long image(String key) {
        Door.Reply reply = call(key, "POST", "text_to_image", IMAGE);
        assertEquals(202, reply.status(), reply.body().toString());
        return quota(reply.body().at("/data/limits")).get("used_by_request").longValue();
    }

    private static JsonNode quota(JsonNode limits) {
        return limits.at("/addons_quota/0");
    }

    @Test
    void aCloudWithoutAPlanIsToldTheFreeOne() {
        Door.Reply reply = call("demo-key", "GET", "plan", null);

        assertEquals(200, reply.status());
        assertEquals("no-store", reply.headers().get("Cache-Control"));
        assertEquals("", document.violations("/components/schemas/PlanAnswer", reply.body()));
        assertEquals(Json.parse("{\"plan\": \"free\", \"free_credits\": 50}"), reply.body().get("data"));
        assertEquals(Optional.empty(), door.table.plan("demo"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"plan": "free"}                         | {"plan": "free", "free_credits": 50}
            {"plan": "paid", "spending_limit": 0}    | {"plan": "paid", "spending_limit": 0, "free_credits": 50}
            {"spending_limit": 2000, "plan": "paid"} | {"plan": "paid", "spending_limit": 2000, "free_credits": 50}
            {"plan": "paid", "spending_limit": null} | {"plan": "paid", "spending_limit": null, "free_credits": 50}
            """)
    void aPlanThatWasWrittenIsRead(String body, String data) {
        Door.Reply reply = plan(body);

        assertEquals(200, reply.status(), reply.body().toString());
        assertEquals("", document.violations("/components/schemas/PlanAnswer", reply.body()));
        assertEquals(Json.parse(data), reply.body().get("data"));
        assertEquals(Json.parse(data), call("demo-key", "GET", "plan", null).body().get("data"));
        assertTrue(door.logged.toString().contains("plan_changed"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                        | invalid_json    | The body must be a JSON object, for example {"plan": "free"}.
            {}                                        | invalid_request | 'plan' is required.
            {"plan": "gold"}                          | invalid_request | 'plan' must be one of free, paid.
            {"plan": 1}                               | invalid_request | 'plan' must be one of free, paid.
            {"plan": "free", "spending_limit": 1}     | invalid_request | 'spending_limit' goes with the paid plan only: the free one ends with its free credits. Leave it out.
            {"plan": "paid"}                          | invalid_request | 'spending_limit' is required with the paid plan: credits a month, or null for no limit.
            {"plan": "paid", "spending_limit": -1}    | invalid_request | 'spending_limit' must be an integer from 0 to 9223372036854775807, or null.
            {"plan": "paid", "spending_limit": 1.5}   | invalid_request | 'spending_limit' must be an integer from 0 to 9223372036854775807, or null.
            {"plan": "paid", "spending_limit": "1"}   | invalid_request | 'spending_limit' must be an integer from 0 to 9223372036854775807, or null.
            {"plan": "free", "credits": 1}            | invalid_request | 'credits' is not known here. Allowed: plan, spending_limit.
            """)
    void aWrongPlanIsA400ThatChangesNothing(String body, String code, String message) {
        plan("{\"plan\": \"paid\", \"spending_limit\": 7}");

        Door.Reply reply = plan(body);

        refused(reply, 400, code);
        assertEquals(message, reply.error().get("message").textValue());
        assertEquals(Optional.of(new Plan.Paid(OptionalLong.of(7))), door.table.plan("demo"));
    }

    @Test
    void aPlanThatIsNoJsonOrTooLargeIsRefusedAsEverywhere() {
        Map<String, String> form = Door.headers("demo-key:demo-secret");
        form.put("content-type", "text/plain");

        refused(door.call("PUT", "plan", "free", form), 415, "unsupported_media_type");
        refused(plan("{\"x\": \"" + "y".repeat(256 * 1024) + "\"}"), 413, "body_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT"})
    void thePlanIsForTheRootKeyAlone(String method) {
        String body = "{\"plan\": \"paid\", \"spending_limit\": null}";

        refused(call("client-key", method, "plan", body), 403, "not_allowed");
        refused(call("other-key", method, "plan", body), 403, "wrong_cloud");
        refused(door.call(method, "plan", body, Door.headers("demo-key:wrong")), 401, "invalid_credentials");
        refused(door.call(method, "plan", body, Map.of()), 401, "missing_credentials");
        assertEquals(Optional.empty(), door.table.plan("demo"));
    }

    @Test
    void aPlanTakesEffectAtOnceAndARefusalSaysWhatToDo() {
        plan("{\"plan\": \"paid\", \"spending_limit\": 0}");
        Door.Reply paid = call("demo-key", "POST", "text_to_image", IMAGE);
        refused(paid, 429, "credits_exhausted");
        assertTrue(paid.error().get("message").textValue().contains(
                "Raise the plan's spending limit, or wait for 2026-12-01T00:00:00Z"), paid.body().toString());
        assertEquals("blocking", paid.body().at("/notices/0/severity").textValue());
        assertEquals(paid.error().get("message"), paid.body().at("/notices/0/text"));

        plan("{\"plan\": \"free\"}");
        long cost = image("demo-key");
        for (long taken = cost; taken + cost <= 50; taken += cost) {
            image("demo-key");
        }
        Door.Reply free = call("demo-key", "POST", "text_to_image", IMAGE);
        refused(free, 429, "credits_exhausted");
        assertTrue(free.error().get("message").textValue().contains(
                "Upgrade the plan, or wait for 2026-12-01T00:00:00Z"), free.body().toString());

        plan("{\"plan\": \"paid\", \"spending_limit\": null}");
        image("demo-key");
    }

    @Test
    void theRootKeySeesTheCloudByKeyAndByModel() {
        long cost = image("demo-key");
        door.completeLast();
        image(CAPPED);
        door.completeLast();
        image(CAPPED);

        JsonNode usage = usage("demo-key", "");

        assertEquals("2026-11", usage.get("month").textValue());
        assertEquals("2026-12-01T00:00:00Z", usage.get("resets_at").textValue());
        assertEquals(Json.parse("{\"plan\": \"free\", \"free_credits\": 50}"), usage.get("plan"));
        assertEquals(2 * cost, usage.get("used").longValue());
        assertEquals(cost, usage.get("reserved").longValue());
        assertEquals(50 - 3 * cost, usage.get("remaining").longValue());
        assertEquals(0, usage.get("possible_spend").longValue());
        assertEquals(2, usage.get("by_key").size());
        assertEquals(cost, usage.at("/by_key/capped-key/used").longValue());
        assertEquals(10, usage.at("/by_key/capped-key/limit").longValue());
        assertEquals(1, usage.at("/by_key/demo-key/by_model/flux-2-pro/images").longValue());
        assertEquals(2, usage.at("/by_model/flux-2-pro/images").longValue());
        assertEquals(2 * cost, usage.at("/by_model/flux-2-pro/used").longValue());
        assertEquals(usage, usage("demo-key", "?month=2026-11"));
    }

    @Test
    void anotherKeySeesItsOwnMonthAndItsCapAlone() {
        image("demo-key");
        long cost = image(CAPPED);
        door.completeLast();

        JsonNode usage = usage(CAPPED, "");

        assertEquals(10, usage.get("limit").longValue());
        assertEquals(cost, usage.get("used").longValue());
        assertEquals(10 - cost, usage.get("remaining").longValue());
        assertEquals(1, usage.at("/by_model/flux-2-pro/images").longValue());
        for (String hidden : List.of("plan", "by_key", "possible_spend")) {
            assertTrue(usage.path(hidden).isMissingNode(), hidden);
        }
        assertTrue(usage("client-key", "").get("limit").isNull());
    }

    @Test
    void usageShowsThePlanOfNowForThisMonthAndTheLimitOfThenForAnother() {
        image("demo-key");
        plan("{\"plan\": \"paid\", \"spending_limit\": 80}");
        assertEquals(80, usage("demo-key", "").get("limit").longValue());

        door.clock.advance(Duration.ofDays(31));
        assertEquals(0, usage("demo-key", "").get("reserved").longValue());
        assertEquals("2026-12", usage("demo-key", "").get("month").textValue());
        assertEquals(50, usage("demo-key", "?month=2026-11").get("limit").longValue());
        assertEquals(0, usage("demo-key", "?month=2019-01").get("used").longValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026", "2026-13", "2026-00", "2026-1", "2026-11-01", "November", "2026-11,2026-12"})
    void aMonthThatIsNoneIsA400(String month) {
        Door.Reply reply = call("demo-key", "GET", "usage?month=" + month, null);

        refused(reply, 400, "invalid_request");
        assertEquals("'month' must be a month as YYYY-MM, for example 2026-11.", reply.error().get("message").textValue());
        assertEquals("month", reply.error().at("/details/field").textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999-01", "9999-12"})
    void monthWhoseEndHasAYearOfFiveDigitsIsA400(String month) {
        for (String key : List.of("demo-key", "client-key")) {
            Door.Reply reply = call(key, "GET", "usage?month=" + month, null);

            refused(reply, 400, "invalid_request");
            assertEquals("'month' must be 9998-12 at the latest.", reply.error().get("message").textValue());
            assertEquals("month", reply.error().at("/details/field").textValue());
            assertEquals("9999-01-01T00:00:00Z",
                    call(key, "GET", "usage?month=9998-12", null).body().at("/data/resets_at").textValue());
        }
    }

    @Test
    void usageIsForKeysOfTheCloud() {
        refused(call("other-key", "GET", "usage", null), 403, "wrong_cloud");
        refused(door.call("GET", "usage", null, Door.headers("demo-key:wrong")), 401, "invalid_credentials");
        refused(door.call("GET", "usage", null, Map.of()), 401, "missing_credentials");
    }

    @Test
    void theQuotaOfACappedKeyIsItsOwnAndWarnsBeforeItRefuses() {
        long cost = image(CAPPED);
        Door.Reply last = null;
        for (long taken = cost; taken + cost <= 10; taken += cost) {
            last = call(CAPPED, "POST", "text_to_image", IMAGE);
        }
        assertEquals(10, quota(last.body().at("/data/limits")).get("limit").longValue());
        assertEquals(10 % cost, quota(last.body().at("/data/limits")).get("remaining").longValue());
        JsonNode warning = last.body().get("notices").get(last.body().get("notices").size() - 1);
        assertEquals("warning", warning.get("severity").textValue());
        assertTrue(warning.get("text").textValue().endsWith(
                "of the 10 credits of this key for 2026-11 are used or reserved. They are reset at 2026-12-01T00:00:00Z."));

        Door.Reply refusal = call(CAPPED, "POST", "text_to_image", IMAGE);

        refused(refusal, 429, "key_cap_reached");
        assertEquals("blocking", refusal.body().at("/notices/0/severity").textValue());
        assertEquals(10, quota(refusal.body().get("limits")).get("limit").longValue());
    }
}
