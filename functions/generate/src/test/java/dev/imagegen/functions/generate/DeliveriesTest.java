package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Json;
import dev.imagegen.delivery.Attempt;
import dev.imagegen.delivery.Notification;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.RecordingJobs;
import dev.imagegen.testing.Samples;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a client was told of its task, and telling it again. */
class DeliveriesTest {

    private static final String HOOK = "https://example.com/hook";

    private final Door door = new Door();
    private final ApiDocument document = ApiDocument.served();
    private final Task queued = Samples.task(4, 50);

    private Task ended(TaskState state) {
        door.table.accept(queued);
        Task running = queued.claimed("worker", door.clock.instant(), door.clock.instant().plusSeconds(60));
        door.table.replace(queued, running);
        Task ended = state instanceof TaskState.Completed completed
                ? running.completed(completed, List.of())
                : running.failed((TaskState.Failed) state);
        door.table.replace(running, ended);
        return ended;
    }

    private Task ended() {
        return ended(Samples.completed(queued, "a55e7"));
    }

    private Notification owed() {
        return door.notifications.find(queued.id()).orElseThrow();
    }

    private void tried(int number, OptionalInt status, String reason) {
        door.notifications.log(queued.id(),
                new Attempt(number, door.clock.instant(), Duration.ofMillis(15), status, reason), queued.expiresAt());
    }

    private void after(Notification next) {
        assertTrue(door.notifications.replace(owed(), next));
    }

    private String route() {
        return "tasks/" + queued.id() + "/deliveries";
    }

    private JsonNode read() {
        Door.Reply reply = door.get(route());
        assertEquals(200, reply.status(), reply.body().toString());
        assertEquals("no-store", reply.headers().get("Cache-Control"));
        assertEquals("", document.violations("/components/schemas/DeliveriesAnswer", reply.body()));
        return reply.body().get("data");
    }

    @Test
    void aTaskThatRunsWaitsForItsEnd() {
        door.table.accept(queued);

        assertEquals(
                Json.object().put("task_id", queued.id()).put("url", HOOK).put("state", "waiting")
                        .set("deliveries", Json.array()),
                read());
    }

    @Test
    void aTaskThatTellsNobodySaysSo() {
        door.post("text_to_image", "{\"prompt\": \"a lamp\", \"async\": true}");
        String route = "tasks/" + door.last().id() + "/deliveries";
        for (String state : List.of("running", "ended")) {
            Door.Reply reply = door.get(route);

            assertEquals(200, reply.status());
            assertEquals("none", reply.body().at("/data/state").textValue(), state);
            assertTrue(reply.body().at("/data/url").isNull());
            assertEquals("", document.violations("/components/schemas/DeliveriesAnswer", reply.body()));
            door.completeLast();
        }
        Door.Reply again = door.post(route, null);
        assertEquals(404, again.status());
        assertEquals("notification_not_found", again.error().get("code").textValue());
        assertEquals(List.of(), door.deliveries.sent());
    }

    @Test
    void everyTryIsThereWithItsStatusAndReason() {
        ended();
        Instant next = door.clock.instant().plusSeconds(300);
        after(owed().begun(Optional.of(door.clock.instant().plusSeconds(5))));
        tried(1, OptionalInt.empty(), "no answer within 15 s");
        after(owed().begun(Optional.of(next)));
        tried(2, OptionalInt.of(500), "status 500");

        JsonNode data = read();

        assertEquals("waiting", data.get("state").textValue());
        assertEquals(next.toString(), data.get("next_at").textValue());
        assertEquals(Json.parse("""
                [{"number": 1, "at": "2026-11-22T10:00:00Z", "duration_ms": 15, "status": null, "reason": "no answer within 15 s"},
                 {"number": 2, "at": "2026-11-22T10:00:00Z", "duration_ms": 15, "status": 500, "reason": "status 500"}]"""),
                data.get("deliveries"));
    }

    @ParameterizedTest
    @CsvSource({"204, delivered, delivered", "410, the receiver is gone, given_up"})
    void whatIsOverIsDeliveredOrGivenUp(int status, String reason, String state) {
        ended();
        after(owed().begun(Optional.of(door.clock.instant().plusSeconds(5))));
        tried(1, OptionalInt.of(status), reason);
        after(owed().over());

        JsonNode data = read();

        assertEquals(state, data.get("state").textValue());
        assertFalse(data.has("next_at"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsOverIsSentAgainAtOnceWhicheverWayTheTaskEnded(boolean well) {
        ended(well ? Samples.completed(queued, "a55e7") : Samples.failed(ErrorCode.CONTENT_REFUSED));
        after(owed().begun(Optional.empty()));
        tried(1, OptionalInt.of(200), "delivered");
        door.clock.advance(Duration.ofHours(3));

        Door.Reply reply = door.post(route(), null);

        assertEquals(202, reply.status());
        assertEquals("no-store", reply.headers().get("Cache-Control"));
        assertEquals("waiting", reply.body().at("/data/state").textValue());
        assertEquals("2026-11-22T13:00:00Z", reply.body().at("/data/next_at").textValue());
        assertEquals(1, reply.body().at("/data/deliveries").size());
        assertEquals("", document.violations("/components/schemas/DeliveriesAnswer", reply.body()));
        assertEquals(Optional.of(door.clock.instant()), owed().nextAt());
        assertEquals(List.of(new RecordingJobs.Sent(new Job.Deliver(queued.id(), OptionalInt.of(1)), Duration.ZERO)), door.deliveries.sent());
        assertEquals(List.of(), door.jobs.sent());
    }

    @Test
    void aQueueThatFailsLeavesItToTheSweep() {
        ended();
        door.deliveries.breakDown();

        assertEquals(202, door.post(route(), null).status());

        assertEquals(List.of(queued.id()), door.notifications.due(door.clock.instant().plusSeconds(120)));
        assertTrue(door.logged.toString().contains("delivery_not_sent"));
    }

    @Test
    void aTaskThatHasNotEndedIsA409() {
        door.table.accept(queued);

        Door.Reply reply = door.post(route(), null);

        assertEquals(409, reply.status());
        assertEquals("task_not_ended", reply.error().get("code").textValue());
        assertEquals(List.of(), door.deliveries.sent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void theLogIsVisibleAsItsTaskIs(String method) {
        ended();
        assertEquals(404, door.call(method, route(), null, Door.headers("client-key:demo-secret")).status());
        assertEquals(403, door.call(method, route(), null, Door.headers("other-key:demo-secret")).status());
        assertEquals(401, door.call(method, route(), null, Door.headers("demo-key:wrong")).status());
        assertEquals(404, door.call(method, "tasks/0a/deliveries", null, Door.headers("demo-key:demo-secret")).status());
        assertEquals(400, door.call(method, "tasks/x/deliveries", null, Door.headers("demo-key:demo-secret")).status());
        door.clock.advance(Duration.ofDays(30));
        assertEquals(404, door.call(method, route(), null, Door.headers("demo-key:demo-secret")).status());
        assertEquals(List.of(), door.deliveries.sent());
    }

    @Test
    void aClientSeesTheLogOfItsOwnTask() {
        String body = "{\"prompt\": \"a lamp\", \"async\": true}";
        var client = Door.headers("client-key:demo-secret");
        String id = door.call("POST", "text_to_image", body, client).body().at("/data/task_id").textValue();

        assertEquals(200, door.call("GET", "tasks/" + id + "/deliveries", null, client).status());
    }

    @Test
    void urlIsTheOneThatIsOwedEvenIfTheOrderNamesAnother() {
        Task ended = ended();
        door.notifications.put(new Notification(
                ended.id(), ended.apiKey(), URI.create("https://example.com/cloud"), 0, Optional.empty(),
                ended.expiresAt(), 1));

        assertEquals("https://example.com/cloud", read().get("url").textValue());
    }
}
