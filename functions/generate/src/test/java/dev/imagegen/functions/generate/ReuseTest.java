package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.Moderation;
import dev.imagegen.credits.Plan;
import dev.imagegen.delivery.SigningSecret;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState.Completed;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code "reuse": true}: an image that is there already does. */
class ReuseTest {

    /** Of the size that the sample asset has. */
    private static final String FIELDS = "\"prompt\": \"a lamp\", \"model\": {\"id\": \"flux-2-pro\"},"
            + " \"image_size\": {\"width\": 512, \"height\": 384}";
    private static final String LAMP = "{" + FIELDS + "}";
    private static final String AGAIN = "{" + FIELDS + ", \"reuse\": true}";
    private static final String INFO =
            "This image was made for an equal request before, at 2026-11-22T10:00:00Z. Nothing was charged.";

    private final Door door = new Door();

    ReuseTest() {
        door.whileWaiting(door::completeLast);
    }

    private long used() {
        return door.table.balance("demo", Samples.MONTH).orElseThrow().used();
    }

    private Door.Reply ask(String body) {
        return door.post("text_to_image", body);
    }

    @Test
    void anEqualRequestGetsTheStoredImageForNothing() {
        Door.Reply made = ask(LAMP);
        long price = used();
        door.clock.advance(Duration.ofMinutes(1));

        Door.Reply reused = ask(AGAIN);

        assertEquals(200, reused.status());
        assertEquals(made.body().get("data"), reused.body().get("data"));
        assertEquals(INFO, reused.body().at("/notices/0/text").textValue());
        assertEquals(0, reused.body().at("/limits/addons_quota/0/used_by_request").longValue());
        assertEquals(price, used());
        assertEquals(1, door.jobs.sent().size());
    }

    @Test
    void whatComesIsATaskOfItsOwnAndItsClientIsTold() {
        door.settings.change("demo", old -> old.withSecret(SigningSecret.make("1", door.clock.instant(), new Random(1))));
        ask(LAMP);

        Door.Reply reply = ask("{" + FIELDS + ", \"reuse\": true, \"async\": true, \"notification_url\": \"https://example.com/hook\"}");

        assertEquals(202, reply.status());
        String id = reply.body().at("/data/task_id").textValue();
        assertNotEquals(door.last().id(), id);
        assertEquals("completed", reply.body().at("/data/status").textValue());
        assertEquals("completed", door.get("tasks/" + id).body().at("/data/status").textValue());
        assertTrue(door.notifications.find(id).isPresent());
        assertEquals(1, door.deliveries.sent().size());
        assertEquals(List.of(), List.copyOf((Collection<?>) door.table.due(Instant.MAX)));
    }

    @Test
    void aCloudWithoutCreditsMayReuse() {
        ask(LAMP);
        door.table.setPlan("demo", new Plan.Paid(OptionalLong.of(0)));

        assertEquals(200, ask(AGAIN).status());
        assertEquals(429, ask(LAMP).status());
    }

    @Test
    void aDryRunSaysSo() {
        ask(LAMP);

        Door.Reply reply = door.post("text_to_image?dry_run=true", AGAIN);

        assertEquals(0, reply.body().at("/data/credits").longValue());
        assertTrue(reply.body().at("/data/reused").booleanValue());
        assertEquals(INFO, reply.body().at("/notices/0/text").textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"prompt\": \"a lamb\", \"model\": {\"id\": \"flux-2-pro\"}, \"image_size\": {\"width\": 512, \"height\": 384}, \"reuse\": true}",
        "{\"prompt\": \"a lamp\", \"model\": {\"id\": \"flux-2-klein-9b\"}, \"image_size\": {\"width\": 512, \"height\": 384}, \"reuse\": true}",
        "{\"prompt\": \"a lamp\", \"model\": {\"id\": \"flux-2-pro\"}, \"image_size\": {\"width\": 384, \"height\": 512}, \"reuse\": true}",
        "{" + FIELDS + ", \"format\": \"jpeg\", \"reuse\": true}", "{" + FIELDS + ", \"seed\": 7, \"reuse\": true}",
        "{" + FIELDS + ", \"reuse\": false}", LAMP,
    })
    void anotherRequestIsMade(String body) {
        ask(LAMP);

        ask(body);

        assertEquals(2, door.jobs.sent().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"target_type\": \"temporary\"}", "{\"target_type\": \"managed_asset\", \"public_id\": \"a/b\"}",
        "{\"target_type\": \"managed_asset\", \"upload_preset\": \"drafts\"}",
    })
    void aPlaceOfItsOwnIsAlwaysMadeAndTheCallerIsTold(String target) {
        ask(LAMP);

        Door.Reply reply = ask("{" + FIELDS + ", \"reuse\": true, \"target\": " + target + "}");

        assertEquals(2, door.jobs.sent().size());
        assertEquals("'reuse' was ignored: an image with a place of its own, an upload preset or a short life is always made.",
                reply.body().at("/notices/0/text").textValue());
    }

    static Stream<Arguments> changes() {
        Instant at = Instant.parse("2026-11-22T11:00:00Z");
        return Stream.<UnaryOperator<Completed>>of(
                        old -> old.gone(at),
                        old -> old.told(old.news().overwrittenAt(at)),
                        old -> old.told(old.news().with(List.of(new Moderation("aws_rek", Moderation.Verdict.REJECTED, at)))),
                        old -> old.told(old.news().with(List.of(new Moderation("manual", Moderation.Verdict.PENDING, at)))))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void anImageThatIsNotWhatItWasIsNotReused(UnaryOperator<Completed> change) {
        ask(LAMP);
        Task made = door.last();
        door.table.replace(made, made.amended(change.apply((Completed) made.state())));

        assertEquals(200, ask(AGAIN).status());

        assertEquals(2, door.jobs.sent().size());
    }

    @Test
    void anImageIsNotReusedWhenItsTaskIsForgottenNorInAnotherCloud() {
        ask(LAMP);
        door.call("POST", "/v2/generate/elsewhere/text_to_image", AGAIN, Door.headers("other-key:demo-secret"));
        assertEquals(2, door.jobs.sent().size());

        door.clock.advance(Duration.ofDays(30));
        ask(AGAIN);

        assertEquals(3, door.jobs.sent().size());
    }

    @Test
    void aValueThatIsNoFlagIsA400() {
        Door.Reply reply = ask("{\"prompt\": \"a lamp\", \"reuse\": \"yes\"}");

        assertEquals(400, reply.status());
        assertEquals("'reuse' must be true or false.", reply.error().get("message").textValue());
    }
}
