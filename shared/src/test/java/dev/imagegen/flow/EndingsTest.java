package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.Target;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.RecordingJobs.Sent;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EndingsTest {

    private final Workshop shop = new Workshop(true);

    private Task running() {
        Task task = shop.accepted(Target.DEFAULT);
        Task running = task.claimed("worker", shop.clock.instant(), shop.clock.instant().plusSeconds(60));
        assertTrue(shop.table.replace(task, running));
        return running;
    }

    private void complete(Task task) {
        shop.endings.complete(task, Samples.stored(Samples.id()), OptionalLong.empty(), OptionalLong.empty(), List.of());
    }

    private void fail(Task task) {
        shop.endings.fail(task, new PublicError(ErrorCode.PROVIDER_FAILED, "It failed."), false);
    }

    private static Sent first(Task task) {
        return new Sent(new Job.Deliver(task.id(), OptionalInt.of(0)), Duration.ZERO);
    }

    @Test
    void whoEndsATaskHasItsClientToldAtOnceHoweverLongItTook() {
        Task completed = running();
        Task failed = running();
        shop.clock.advance(Duration.ofHours(1));

        complete(completed);
        fail(failed);

        assertEquals(List.of(first(completed), first(failed)), shop.told.sent());
        assertEquals(List.of(), shop.jobs.sent(), "the queue of jobs has nothing to do with it");
    }

    @Test
    void aPossibleSpendIsSaidOnceByWhoEndsTheTask() {
        Task lost = running();
        Task refused = running();
        var unknown = new PublicError(ErrorCode.OUTCOME_UNKNOWN, "Nobody knows.");

        shop.endings.fail(lost, unknown, true);
        shop.endings.fail(lost, unknown, true);
        fail(refused);

        assertEquals(1, shop.logged("possible_spend"));
    }

    @Test
    void whoComesSecondTellsNobody() {
        Task task = running();

        complete(task);
        fail(task);

        assertEquals(List.of(first(task)), shop.told.sent());
    }

    @Test
    void queueOfNotificationsThatFailsDoesNotUndoTheEnd() {
        shop.told.breakDown();
        Task task = running();

        complete(task);

        assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
        assertEquals(List.of(task.id()), shop.table.notifications().due(shop.clock.instant().plus(Duration.ofMinutes(2))));
        assertEquals(1, shop.logged("delivery_not_sent"));
    }
}
