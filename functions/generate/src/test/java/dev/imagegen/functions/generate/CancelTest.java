package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code DELETE tasks/{task_id}}. */
class CancelTest {

    private static final String ASYNC = "{\"prompt\": \"a lamp\", \"async\": true}";

    private final Door door = new Door();
    private final ApiDocument document = ApiDocument.served();

    private Door.Reply cancel(String id) {
        return cancel(id, "demo-key:demo-secret");
    }

    private Door.Reply cancel(String id, String credentials) {
        return door.call("DELETE", "tasks/" + id, null, Door.headers(credentials));
    }

    private Task queued() {
        door.post("text_to_image", ASYNC);
        return door.last();
    }

    @Test
    void aTaskThatNobodyBeganEndsAtOnceAndCostsNothing() {
        Task task = queued();

        Door.Reply reply = cancel(task.id());

        assertEquals(200, reply.status());
        assertEquals("no-store", reply.headers().get("Cache-Control"));
        assertEquals("", document.violations("/components/schemas/TaskAnswer", reply.body()));
        assertEquals(
                Json.parse("""
                        {"task_id": "%s", "status": "failed", "error": {"category": "user_error", "code": "canceled",
                          "message": "The task was cancelled before it was begun. Nothing was charged."},
                         "limits": {"addons_quota": [
                           {"type": "image_generation", "used_by_request": 0, "remaining": 50, "limit": 50}]}}""".formatted(task.id())),
                reply.body().get("data"));
        Door.Reply again = cancel(task.id());
        assertEquals(200, again.status());
        assertEquals(((ObjectNode) reply.body()).without("request_id"), ((ObjectNode) again.body()).without("request_id"));
        assertEquals(reply.body().get("data"), door.get("tasks/" + task.id()).body().get("data"));
    }

    @Test
    void itsClientIsTold() {
        Task task = Samples.task("demo", Target.DEFAULT, 3, Allowance.limitedTo(50));
        door.table.accept(task);

        cancel(task.id());
        cancel(task.id());

        assertTrue(door.notifications.find(task.id()).isPresent());
        assertEquals(List.of(new Job.Deliver(task.id(), OptionalInt.of(0))), door.deliveries.sent().stream().map(s -> s.job()).toList());
    }

    @Test
    void aSynchronousCallThatWaitsForItIsTold() {
        door.whileWaiting(() -> cancel(door.last().id()));

        Door.Reply reply = door.post("text_to_image", "{\"prompt\": \"a lamp\"}");

        assertEquals(409, reply.status());
        assertEquals("canceled", reply.error().get("code").textValue());
        assertEquals("", document.violations("/components/schemas/ErrorResponse", reply.body()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RUNNING   | processing | The image is being made already: it cannot be cancelled any more.
            SUBMITTED | processing | The image is being made already: it cannot be cancelled any more.
            GENERATED | processing | The image is being made already: it cannot be cancelled any more.
            COMPLETED | completed  | The image is made already, and charged.
            FAILED    | failed     | The task has failed already; nothing was charged.
            """)
    void whatWasBegunOrHasEndedIsA409(String state, String status, String message) {
        Task queued = queued();
        Task task = queued.claimed("worker", door.clock.instant(), door.clock.instant().plusSeconds(60));
        door.table.replace(queued, task);
        Task now = switch (state) {
            case "SUBMITTED" -> task.submitted(Samples.submitted("bfl"), List.of());
            case "GENERATED" -> task.generated(new TaskState.Generated(true, door.clock.instant()));
            case "COMPLETED" -> task.completed(Samples.completed(task, "a55e7"), List.of());
            case "FAILED" -> task.failed(Samples.failed(ErrorCode.PROVIDER_FAILED));
            default -> task;
        };
        door.table.replace(task, now);

        Door.Reply reply = cancel(task.id());

        assertEquals(409, reply.status());
        assertEquals(
                Json.parse("""
                        {"category": "user_error", "code": "task_started", "message": "%s", "details": {"status": "%s"}}"""
                        .formatted(message, status)),
                reply.error());
        assertEquals(Optional.of(now), door.table.find(task.id()).map(found -> state.equals("RUNNING") ? now : found));
    }

    @Test
    void aTaskIsCancelledByWhomItIsVisibleTo() {
        Task task = queued();

        assertEquals(404, cancel(task.id(), "client-key:demo-secret").status());
        assertEquals(403, cancel(task.id(), "other-key:demo-secret").status());
        assertEquals(401, cancel(task.id(), "demo-key:wrong").status());
        assertEquals(404, cancel("0a").status());
        assertEquals(400, cancel("x").status());
        assertEquals(Optional.of(task), door.table.find(task.id()));
        door.clock.advance(Duration.ofDays(30));
        assertEquals(404, cancel(task.id()).status());
    }
}
