package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.access.ApiKey;
import dev.imagegen.access.KeyLimits;
import dev.imagegen.access.SecretHash;
import dev.imagegen.contract.Json;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Plan;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ?dry_run=true}: what a request would come to. */
class DryRunTest {

    private static final String DRY = "text_to_image?dry_run=true";

    private final Door door = new Door();
    private final ApiDocument document = ApiDocument.served();

    private boolean covered(String credentials) {
        Door.Reply reply = door.call("POST", DRY, "{\"prompt\": \"a lamp\"}", Door.headers(credentials));
        return reply.body().at("/data/covered").booleanValue();
    }

    @Test
    void itSaysWhatTheRequestComesToAndLeavesNoTrace() {
        Door.Reply reply = door.post(DRY, """
                {"prompt": "a lamp", "model": {"family": "flux", "tier": "premium"}, "seed": 7, "async": true, "style": "oil",
                 "image_size": {"aspect_ratio": "16:9", "resolution": "2K"}, "format": "webp"}""");

        assertEquals(200, reply.status());
        assertEquals("", document.violations("/components/schemas/GenerationResult", reply.body()));
        ObjectNode body = reply.body().deepCopy();
        body.remove("request_id");
        assertEquals(
                Json.parse("""
                        {"data": {"operation": "text_to_image", "model": {"family": "flux", "tier": "premium", "id": "flux-2-pro"},
                           "width": 2048, "height": 1152, "format": "png", "seed": 7, "credits": 6, "covered": true, "reused": false},
                         "limits": {"addons_quota": [
                           {"type": "image_generation", "used_by_request": 0, "remaining": 50, "limit": 50}]},
                         "notices": [
                           {"severity": "warning", "text": "The field 'style' is not known and was ignored."},
                           {"severity": "info", "text": "The format was adjusted: flux-2-pro does not make webp, the image is png."}]}"""),
                body);
        assertEquals(List.of(), door.jobs.sent());
        assertEquals(Optional.empty(), door.table.plan("demo"));
        assertEquals(Optional.empty(), door.table.balance("demo", Samples.MONTH));
    }

    @Test
    void itSaysWhetherTheCreditsCoverIt() {
        assertEquals(true, covered("demo-key:demo-secret"));
        door.table.setPlan("demo", new Plan.Paid(OptionalLong.of(3)));
        assertEquals(false, covered("demo-key:demo-secret"));
        door.table.setPlan("demo", new Plan.Paid(OptionalLong.empty()));
        assertEquals(true, covered("demo-key:demo-secret"));
    }

    @Test
    void aCapOfTheKeyCountsToo() {
        var limits = new KeyLimits(
                Allowance.limitedTo(7), List.of(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
        door.table.put(new ApiKey("capped-key", "demo", false, "capped", MutableClock.START, limits,
                SecretHash.of("demo-secret", new Random(1))));
        assertEquals(true, covered("capped-key:demo-secret"));

        door.call("POST", "text_to_image", "{\"prompt\": \"a lamp\", \"async\": true}", Door.headers("capped-key:demo-secret"));

        assertEquals(false, covered("capped-key:demo-secret"));
        assertEquals(true, covered("demo-key:demo-secret"));
    }

    @Test
    void itDoesNotTakeAnIdempotencyKey() {
        var headers = Door.headers("demo-key:demo-secret");
        headers.put("Idempotency-Key", "order-1");
        door.call("POST", DRY, "{\"prompt\": \"a lamp\"}", headers);

        Door.Reply made = door.call("POST", "text_to_image", "{\"prompt\": \"a lion\", \"async\": true}", headers);

        assertEquals(202, made.status());
        assertFalse(made.headers().containsKey("Idempotency-Replayed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "false", "TRUE", "1", "true,true"})
    void anotherValueIsA400(String value) {
        Door.Reply reply = door.post("text_to_image?dry_run=" + value, "{\"prompt\": \"a lamp\"}");

        assertEquals(400, reply.status());
        assertEquals(
                Json.parse("""
                        {"category": "user_error", "code": "invalid_request", "details": {"field": "dry_run", "allowed": ["true"]},
                         "message": "'dry_run' must be true. Leave it out to have the image made."}"""),
                reply.error());
        assertEquals(List.of(), door.jobs.sent());
    }

    @Test
    void whatIsRefusedIsRefusedDryToo() {
        assertEquals(400, door.post(DRY, "{\"prompt\": 1}").status());
        assertEquals("unknown_model", door.post(DRY, "{\"prompt\": \"a\", \"model\": {\"id\": \"no\"}}").error().get("code").textValue());
        assertEquals(401, door.call("POST", DRY, "{\"prompt\": \"a\"}", Door.headers("demo-key:wrong")).status());
        assertEquals(400, door.post(DRY, "{\"prompt\": \"a\", \"async\": true, \"notification_url\": \"https://example.com/\"}").status());
    }
}
