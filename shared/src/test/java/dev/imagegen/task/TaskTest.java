package dev.imagegen.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Notice;
import dev.imagegen.credits.Settlement;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which state may follow which. */
class TaskTest {

    private static final Instant NOW = MutableClock.START;
    private static final Task QUEUED = Samples.task(8, 50);

    /** A task in each state, by its name; RUNNING has a lease that holds, ORPHANED one that is over. */
    private static Task in(String state) {
        Task running = QUEUED.claimed("worker", NOW, NOW.plusSeconds(60));
        return switch (state) {
            case "QUEUED" -> QUEUED;
            case "RUNNING" -> running;
            case "ORPHANED" -> QUEUED.claimed("worker", NOW.minusSeconds(60), NOW);
            case "SUBMITTED" -> running.submitted(Samples.submitted("bfl"), List.of());
            case "GENERATED" -> running.generated(new TaskState.Generated(true, NOW));
            case "COMPLETED" -> running.completed(Samples.completed(running, "a"), List.of());
            case "FAILED" -> running.failed(Samples.failed(ErrorCode.CONTENT_REFUSED));
            default -> throw new IllegalArgumentException(state);
        };
    }

    private static Task change(String change, Task task) {
        UnaryOperator<Task> way = switch (change) {
            case "claimed" -> t -> t.claimed("other", NOW, NOW.plusSeconds(90));
            case "calling" -> t -> t.calling(new TaskState.Calling("bfl", NOW));
            case "requeued" -> t -> t.requeued(NOW.plusSeconds(15));
            case "submitted" -> t -> t.submitted(Samples.submitted("ideogram"), List.of());
            case "generated" -> t -> t.generated(new TaskState.Generated(true, NOW));
            case "completed" -> t -> t.completed(Samples.completed(t, "b"), List.of());
            case "failed" -> t -> t.failed(Samples.failed(ErrorCode.PROVIDER_FAILED));
            case "amended" -> t -> t.amended(Samples.completed(t, "c"));
            default -> throw new IllegalArgumentException(change);
        };
        return way.apply(task);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            claimed   | QUEUED ORPHANED                                | RUNNING SUBMITTED GENERATED COMPLETED FAILED
            requeued  | QUEUED RUNNING ORPHANED                        | SUBMITTED GENERATED COMPLETED FAILED
            calling   | RUNNING ORPHANED                               | QUEUED SUBMITTED GENERATED COMPLETED FAILED
            submitted | RUNNING ORPHANED SUBMITTED                     | QUEUED GENERATED COMPLETED FAILED
            generated | RUNNING ORPHANED SUBMITTED GENERATED           | QUEUED COMPLETED FAILED
            completed | QUEUED RUNNING ORPHANED SUBMITTED GENERATED    | COMPLETED FAILED
            failed    | QUEUED RUNNING ORPHANED SUBMITTED GENERATED    | COMPLETED FAILED
            amended   | COMPLETED                                      | QUEUED RUNNING ORPHANED SUBMITTED GENERATED FAILED
            """)
    void changeIsLegalFromSomeStatesAndIllegalFromAllOthers(String change, String legal, String illegal) {
        assertEquals(7, legal.split(" ").length + illegal.split(" ").length);
        for (String state : legal.split(" ")) {
            Task before = in(state);
            assertEquals(before.revision() + 1, change(change, before).revision(), change + " from " + state);
        }
        for (String state : illegal.split(" ")) {
            Task before = in(state);
            assertThrows(IllegalStateException.class, () -> change(change, before), change + " from " + state);
        }
    }

    @Test
    void claimCountsAnAttemptAndNoOtherChangeDoes() {
        assertEquals(0, QUEUED.attempt());
        assertEquals(1, in("RUNNING").attempt());
        assertEquals(1, in("RUNNING").requeued(NOW).attempt());
        assertEquals(2, in("RUNNING").requeued(NOW).claimed("again", NOW, NOW).attempt());
        assertEquals(1, in("COMPLETED").attempt());
    }

    @Test
    void completionKeepsTheNoticesAndAddsItsOwn() {
        Task task = in("RUNNING");
        var notices = task.completed(Samples.completed(task, "a"), List.of(Notice.info("more"))).notices();
        assertEquals(List.of(Notice.info("a notice"), Notice.info("more")), notices);
    }

    @Test
    void endIsSettledOnce() {
        Task running = in("RUNNING");
        Task completed = running.completed(Samples.completed(running, "a"), List.of());
        assertEquals(Optional.of(new Settlement(8, 8, 0, 0)), completed.settlementAfter(running));
        assertEquals(Optional.empty(), completed.amended(Samples.completed(completed, "a")).settlementAfter(completed));
        assertEquals(Optional.empty(), running.settlementAfter(QUEUED));
        assertEquals(Optional.empty(), running.requeued(NOW).settlementAfter(running));
    }

    @ParameterizedTest
    @CsvSource({"CONTENT_REFUSED, 0", "PROVIDER_FAILED, 0", "INTERNAL_ERROR, 0", "OUTCOME_UNKNOWN, 8"})
    void failureGivesTheCreditsBackAndOnlyAnUnknownOutcomeMayBeBilled(ErrorCode code, long possibleSpend) {
        Task running = in("RUNNING");
        assertEquals(
                Optional.of(new Settlement(8, 0, 8, possibleSpend)),
                running.failed(Samples.failed(code)).settlementAfter(running));
    }

    @Test
    void everyStateThatCanBeForgottenBySomebodyIsDueOneDay() {
        for (String state : List.of("QUEUED", "RUNNING", "SUBMITTED", "GENERATED")) {
            assertTrue(in(state).state().dueAt().isPresent(), state);
            assertFalse(in(state).state().terminal(), state);
        }
        for (String state : List.of("COMPLETED", "FAILED")) {
            assertTrue(in(state).state().dueAt().isEmpty(), state);
            assertTrue(in(state).state().terminal(), state);
        }
    }

    @Test
    void taskIsForgottenAtItsEndAndNotBefore() {
        Instant end = NOW.plus(Duration.ofDays(30));
        assertFalse(QUEUED.forgotten(end.minusMillis(1)));
        assertTrue(QUEUED.forgotten(end));
        assertEquals(Duration.ofDays(30), QUEUED.age(end));
    }
}
