package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Samples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the caller reads of an image that was made, and that the store does not take. */
class StoreDelayTest {

    private static final ObjectNode NOTICE = Json.object()
            .put("severity", "warning")
            .put("text", "The image is made, and the asset store has not taken it yet. It is kept and tried again, and is charged"
                    + " once. The account is over its limits.");

    private final Door door = new Door();

    private void waits() {
        Task queued = door.last();
        if (queued.state() instanceof TaskState.Queued) {
            Task running = queued.claimed("worker", door.clock.instant(), door.clock.instant().plusSeconds(60));
            door.table.replace(queued, running);
            door.table.replace(running, running.generated(new TaskState.Generated(true, door.clock.instant(), Optional.of(
                    new TaskState.StoreDelay("The account is over its limits.", Optional.empty())))));
        }
    }

    private static boolean says(JsonNode of) {
        return of.get("notices").valueStream().anyMatch(NOTICE::equals);
    }

    @Test
    void aTaskWhoseImageWaitsForTheStoreIsProcessingAndSaysWhy() {
        door.whileWaiting(this::waits);

        Door.Reply waited = door.post("text_to_image", "{\"prompt\": \"a lamp\"}");
        Door.Reply read = door.get("tasks/" + door.last().id());

        assertEquals(202, waited.status());
        assertTrue(says(waited.body()), () -> waited.body().toString());
        assertEquals("processing", read.body().at("/data/status").textValue());
        assertEquals("storing", read.body().at("/data/stage").textValue());
        assertTrue(says(read.body()), () -> read.body().toString());
        assertTrue(read.headers().containsKey("Retry-After"));
    }

    @Test
    void whenItIsStoredTheNoticeIsGone() {
        door.whileWaiting(this::waits);
        door.post("text_to_image", "{\"prompt\": \"a lamp\"}");
        Task waiting = door.last();

        door.table.replace(waiting, waiting.completed(Samples.completed(waiting, "a55e7"), List.of()));

        Door.Reply read = door.get("tasks/" + waiting.id());
        assertEquals("completed", read.body().at("/data/status").textValue());
        assertFalse(says(read.body()));
    }
}
