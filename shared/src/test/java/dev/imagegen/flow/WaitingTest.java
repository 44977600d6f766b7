package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.Target;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private final Workshop shop = new Workshop(true);
    private final List<Duration> pauses = new ArrayList<>();

    private Waiting waiting(Runnable meanwhile) {
        return new Waiting(shop.table, pause -> {
            pauses.add(pause);
            shop.clock.advance(pause);
            meanwhile.run();
        }, shop.clock, shop.log);
    }

    @Test
    void theWaitEndsWithTheTask() {
        Task task = shop.accepted(Target.DEFAULT);

        Task seen = waiting(() -> shop.generation.run(new Job.Advance(task.id()))).await(task, Duration.ofSeconds(25));

        assertInstanceOf(TaskState.Completed.class, seen.state());
        assertEquals(List.of(Duration.ofMillis(20)), pauses);
    }

    @Test
    void aTaskThatDoesNotEndIsWaitedForExactlyAsLongAsAllowed() {
        Task task = shop.accepted(Target.DEFAULT);
        Instant start = shop.clock.instant();

        Task seen = waiting(() -> { }).await(task, Duration.ofSeconds(25));

        assertInstanceOf(TaskState.Queued.class, seen.state());
        assertEquals(start.plusSeconds(25), shop.clock.instant());
        assertTrue(pauses.size() < 110, "reads of the table: " + pauses.size());
    }

    @Test
    void aTableThatDoesNotAnswerForAMomentDoesNotEndTheWait() {
        Task task = shop.accepted(Target.DEFAULT);
        var table = new FailingReads(shop.table, 2);
        var waiting = new Waiting(table, pause -> {
            shop.clock.advance(pause);
            shop.generation.run(new Job.Advance(task.id()));
        }, shop.clock, shop.log);

        assertInstanceOf(TaskState.Completed.class, waiting.await(task, Duration.ofSeconds(25)).state());
    }

    @Test
    void aWaitOfNothingAsksNothing() {
        Task task = shop.accepted(Target.DEFAULT);

        assertEquals(task, waiting(() -> { }).await(task, Duration.ZERO));
        assertEquals(List.of(), pauses);
    }
}
