package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Target;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a worker that is in a paid call is taken for lost, and its task is ended: not by a clock alone. */
class OutcomeTimeoutTest {

    /** The model's budget, and half a minute for an answer that has begun. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(150);

    private final Workshop shop = new Workshop(false);
    private final Task task = shop.accepted(Target.DEFAULT);

    /** A worker that dies in its call. */
    private void dieInCall() {
        shop.engine.does(d -> {
            throw new IllegalStateException("It takes the worker down");
        });
        try {
            shop.run(task);
        } catch (IllegalStateException dead) {
            assertInstanceOf(TaskState.Running.class, shop.now(task).state());
        }
    }

    /** Its worker renews its lease all the time, and its picture comes after a minute. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 60})
    void livingWorkerIsNotGivenUpByOneWhoseClockIsAhead(int minutes) {
        Generation other = shop.ahead(Duration.ofMinutes(minutes));
        shop.engine.does(d -> {
            for (int i = 0; i < 6; i++) {
                other.run(new Job.Advance(task.id()));
                shop.clock.advance(Duration.ofSeconds(10));
                shop.heart.beat();
                shop.jobs.sent().forEach(sent -> other.run((Job.Advance) sent.job()));
            }
            return Workshop.PICTURE;
        });

        shop.run(task);

        shop.completed(task);
        assertEquals(0, shop.balance().possibleSpend());
    }

    @Test
    void workerThatRenewedSinceTheFirstLookIsLookedAtAgain() {
        Generation other = shop.ahead(Duration.ofMinutes(5));
        shop.engine.does(d -> {
            other.run(new Job.Advance(task.id()));
            Job.Advance second = (Job.Advance) shop.jobs.sent().getLast().job();
            shop.heart.beat();
            other.run(second);
            return Workshop.PICTURE;
        });

        shop.run(task);

        assertEquals(2, shop.jobs.sent().size(), "two looks, and after each of them another one");
        shop.completed(task);
    }

    @Test
    void lostWorkersTaskEndsAtTheSecondLookWhenItsCallIsOver() {
        dieInCall();
        shop.clock.advance(ANSWERED_WITHIN.minusSeconds(30));
        shop.run(task);
        assertEquals(Duration.ofSeconds(30), shop.jobs.sent().getLast().delay(), "exactly when the call is over");

        shop.runLast();

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, shop.failure(task));
        assertEquals(3, shop.balance().possibleSpend());
    }

    @Test
    void firstLookAfterTheCallIsOverIsFollowedByOneTwentySecondsLater() {
        dieInCall();
        shop.clock.advance(ANSWERED_WITHIN.plusSeconds(100));
        shop.run(task);

        assertInstanceOf(TaskState.Running.class, shop.now(task).state());
        assertEquals(Duration.ofSeconds(20), shop.jobs.sent().getLast().delay());
        shop.runLast();

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, shop.failure(task));
    }

    /** Else each of five sweeps would leave a message that comes at the end. */
    @Test
    void looksThatComeLongBeforeTheEndOfTheCallLeaveItToTheSweep() {
        dieInCall();
        shop.clock.advance(Duration.ofSeconds(60));

        shop.run(task);

        assertTrue(shop.jobs.sent().isEmpty());
    }

    @Test
    void aMessageThatComesBeforeTheCallIsOverEndsNothing() {
        dieInCall();
        shop.clock.advance(ANSWERED_WITHIN.minusSeconds(30));
        shop.run(task);

        shop.generation.run((Job.Advance) shop.jobs.sent().getLast().job());

        assertInstanceOf(TaskState.Running.class, shop.now(task).state());
    }
}
