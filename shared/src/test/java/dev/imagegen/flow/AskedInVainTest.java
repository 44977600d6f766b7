package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.ScriptedEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Questions to an engine that bring no picture: which are asked again, for how long, and which end the task. */
class AskedInVainTest {

    private final AskedWorkshop asked = new AskedWorkshop();
    private final ScriptedEngine engine = asked.engine;
    private final Workshop shop = asked.shop;

    @ParameterizedTest
    @EnumSource(value = Failure.class, names = {"OVERLOADED", "RATE_LIMITED", "CREDENTIALS", "FUNDS"})
    void whatKeepsUsFromAskingIsNoReasonToGiveUpWhatWasPaidFor(Failure failure) {
        Task task = asked.submitted();
        engine.answers(u -> {
            throw new EngineException(failure, "Not now.");
        });
        for (int i = 0; i < 5; i++) {
            shop.runLast();
        }
        asked.waiting(task);
        assertEquals(failure.operators() ? 5 : 0, shop.logged("provider_alarm"));
        engine.answers(u -> Workshop.PICTURE);

        shop.runLast();

        shop.completed(task);
    }

    @ParameterizedTest
    @CsvSource({"REFUSED, 0", "WITHHELD, 3", "BROKEN, 3", "FAILED, 0", "NO_IMAGE, 3", "REJECTED, 0", "OUTCOME_UNKNOWN, 3"})
    void anUpstreamThatHasNoPictureEndsTheTask(Failure failure, long possibleSpend) {
        Task task = asked.submitted();
        engine.answers(u -> {
            throw new EngineException(failure, "There is none.");
        });

        shop.runLast();

        assertEquals(failure.code(), shop.failure(task));
        assertEquals(possibleSpend, shop.balance().possibleSpend());
        assertEquals(OptionalLong.of(50), shop.balance().remaining());
        assertEquals(0, shop.capacity.taken("bfl"));
        assertEquals(1, engine.drawings().size());
    }

    @Test
    void anUpstreamThatNeverFinishesEndsTheTaskWithThePossibleSpend() {
        Task task = asked.submitted();
        for (int i = 0; i < 200 && !shop.now(task).state().terminal(); i++) {
            shop.runLast();
        }

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, shop.failure(task));
        assertEquals(3, shop.balance().possibleSpend());
        assertEquals(1, engine.drawings().size());
        assertEquals(0, shop.capacity.taken("bfl"));
        assertEquals(1, shop.logged("upstream_overdue"));
    }

    @Test
    void anEngineThatStumblesOverEveryAnswerDoesNotKeepTheTaskOpenForEver() {
        Task task = asked.submitted();
        engine.answers(u -> {
            throw new IllegalStateException("An answer that nobody thought of");
        });

        shop.runLast();
        asked.waiting(task);
        assertEquals(1, shop.logged("provider_alarm"));
        for (int i = 0; i < 1000 && !shop.now(task).state().terminal(); i++) {
            shop.runLast();
        }

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, shop.failure(task));
        assertEquals(3, shop.balance().possibleSpend());
        assertEquals(0, shop.capacity.taken("bfl"));
    }

    /** The question after an hour is the first that is answered: the upstream had the picture all the time. */
    @ParameterizedTest
    @EnumSource(value = Failure.class, names = {"OVERLOADED", "RATE_LIMITED", "CREDENTIALS", "FUNDS"})
    void whatCouldNotBeAskedForAnHourIsNotTakenForLost(Failure failure) {
        Task task = asked.submitted();
        engine.answers(u -> {
            throw new EngineException(failure, "Not now.");
        });
        Instant end = shop.clock.instant().plus(Duration.ofMinutes(60));
        while (shop.clock.instant().isBefore(end)) {
            shop.runLast();
        }
        asked.waiting(task);
        engine.answers(u -> Workshop.PICTURE);

        shop.runLast();

        shop.completed(task);
    }

    @Test
    void whatCanNeverBeAskedEndsAfterADay() {
        Task task = asked.submitted();
        engine.answers(u -> {
            throw new EngineException(Failure.CREDENTIALS, "Not now.");
        });
        Instant end = shop.clock.instant().plus(Duration.ofHours(24));
        for (int i = 0; i < 100_000 && !shop.now(task).state().terminal(); i++) {
            shop.runLast();
        }

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, shop.failure(task));
        assertFalse(shop.clock.instant().isBefore(end));
    }

    @Test
    void anEngineThatIsConfiguredAwayIsWaitedForAndThenTheTaskEnds() {
        Task task = asked.submitted();
        Workshop other = new Workshop(new ScriptedEngine(true));
        assertTrue(other.table.find(task.id()).isEmpty());
        other.table.accept(task);
        Task claimed = task.claimed("w", shop.clock.instant(), shop.clock.instant().plusSeconds(40));
        assertTrue(other.table.replace(task, claimed));
        assertTrue(other.table.replace(claimed, claimed.submitted(asked.waiting(task), List.of())));

        other.run(task);
        assertInstanceOf(TaskState.Submitted.class, other.now(task).state());
        assertEquals(1, other.logged("engine_gone"));
        other.clock.advance(Duration.ofMinutes(10));
        other.run(task);

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, other.failure(task));
    }
}
