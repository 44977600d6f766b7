package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Delivered;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Upstream;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Png;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.ScriptedEngine;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An engine that has to be asked for its pictures. */
class AskedLaterTest {

    private static final Picture PICTURE = new Picture(Png.of(512, 384), OptionalLong.of(42));

    private final ScriptedEngine engine = new ScriptedEngine("bfl", false);
    private final Workshop shop = new Workshop(
            engine, new Engines(model -> List.of("bfl"), Map.of("bfl", engine), Map.of("bfl", 2)));

    @BeforeEach
    void submits() {
        engine.does(d -> new Pending(new Upstream(
                "bfl", "job-1", URI.create("https://api.example.com/1"), shop.clock.instant(), OptionalLong.of(15_000))));
        engine.answers(Pending::new);
    }

    private Task submitted() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.run(task);
        return task;
    }

    private TaskState.Submitted waiting(Task task) {
        return assertInstanceOf(TaskState.Submitted.class, shop.now(task).state());
    }

    private TaskState.Completed completed(Task task) {
        return assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
    }

    @Test
    void theUpstreamIsDurableBeforeItIsAskedAndNoWorkerWaits() {
        Task task = submitted();

        assertEquals("job-1", waiting(task).upstream().id());
        assertEquals(0, engine.questions());
        assertEquals(Duration.ofSeconds(1), shop.jobs.sent().getLast().delay());
        assertEquals(1, shop.capacity.taken("bfl"));
    }

    @Test
    void itIsAskedALittleLaterEachTimeUntilThePictureIsThere() {
        Task task = submitted();
        for (int i = 0; i < 12; i++) {
            shop.runLast();
        }
        List<Long> pauses = shop.jobs.sent().stream().map(sent -> sent.delay().toSeconds()).toList();
        assertEquals(List.of(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 2L, 3L, 3L, 4L, 5L), pauses);
        engine.answers(u -> PICTURE);

        shop.runLast();

        assertEquals(2, completed(task).credits());
        assertEquals(1, engine.drawings().size());
        assertEquals(0, shop.capacity.taken("bfl"));
        assertEquals(0, shop.balance().reserved());
    }

    @Test
    void aPictureThatTheUpstreamStoredItselfIsNotStoredAgain() {
        Task task = submitted();
        engine.answers(u -> new Delivered(Samples.stored("a9"), OptionalLong.of(5), OptionalLong.empty(),
                List.of(Notice.info("Cloudinary says: hello."))));

        shop.runLast();

        assertEquals("a9", completed(task).assetId());
        assertEquals(0, shop.assets.uploads());
        assertEquals(Notice.info("Cloudinary says: hello."), shop.now(task).notices().getLast());
    }

    @ParameterizedTest
    @EnumSource(value = Failure.class, names = {"OVERLOADED", "RATE_LIMITED", "CREDENTIALS", "FUNDS"})
    void whatKeepsUsFromAskingIsNoReasonToGiveUpWhatWasPaidFor(Failure failure) {
        Task task = submitted();
        engine.answers(u -> {
            throw new EngineException(failure, "Not now.");
        });
        for (int i = 0; i < 5; i++) {
            shop.runLast();
        }
        waiting(task);
        assertEquals(failure.operators() ? 5 : 0, shop.logged("provider_alarm"));
        engine.answers(u -> PICTURE);

        shop.runLast();

        completed(task);
    }

    @Test
    void itIsAskedWhenTheUpstreamWantsToBeAskedAgain() {
        submitted();
        engine.answers(u -> {
            throw new EngineException(Failure.RATE_LIMITED, "Not now.", Optional.of(Duration.ofSeconds(33)));
        });

        shop.runLast();

        assertEquals(Duration.ofSeconds(33), shop.jobs.sent().getLast().delay());
    }

    @ParameterizedTest
    @CsvSource({"REFUSED, 0", "WITHHELD, 3", "BROKEN, 3", "FAILED, 0", "NO_IMAGE, 3", "REJECTED, 0", "OUTCOME_UNKNOWN, 3"})
    void anUpstreamThatHasNoPictureEndsTheTask(Failure failure, long possibleSpend) {
        Task task = submitted();
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
        Task task = submitted();
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
        Task task = submitted();
        engine.answers(u -> {
            throw new IllegalStateException("An answer that nobody thought of");
        });

        shop.runLast();
        waiting(task);
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
        Task task = submitted();
        engine.answers(u -> {
            throw new EngineException(failure, "Not now.");
        });
        Instant end = shop.clock.instant().plus(Duration.ofMinutes(60));
        while (shop.clock.instant().isBefore(end)) {
            shop.runLast();
        }
        waiting(task);
        engine.answers(u -> PICTURE);

        shop.runLast();

        completed(task);
    }

    @Test
    void whatCanNeverBeAskedEndsAfterADay() {
        Task task = submitted();
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
    void aQuestionThatWasLostIsAskedAgainByTheSweepAndNotTwice() {
        Task task = submitted();
        shop.clock.advance(Duration.ofSeconds(59));
        assertEquals(0, shop.sweep.run(Duration.ofMinutes(1)));
        shop.clock.advance(Duration.ofSeconds(1));
        assertEquals(1, shop.sweep.run(Duration.ofMinutes(1)));

        shop.runLast();

        assertEquals(0, shop.sweep.run(Duration.ofMinutes(1)));
        engine.answers(u -> PICTURE);
        shop.runLast();
        completed(task);
    }

    @Test
    void twoWorkersThatAskAtOnceMakeOneImageAndOneCharge() {
        Task task = submitted();
        engine.answers(u -> {
            engine.answers(again -> PICTURE);
            shop.run(task);
            return PICTURE;
        });

        shop.run(task);

        completed(task);
        assertEquals(2, shop.balance().used());
        assertEquals(1, shop.assets.count());
    }

    @Test
    void aTableThatDoesNotAnswerForAMomentDoesNotLoseTheUpstream() {
        Task task = shop.accepted(Target.DEFAULT);
        engine.does(d -> {
            shop.table.failNext(6);
            return new Pending(new Upstream(
                    "bfl", "job-1", URI.create("https://api.example.com/1"), shop.clock.instant(), OptionalLong.empty()));
        });

        shop.run(task);

        assertEquals("job-1", waiting(task).upstream().id());
    }

    @Test
    void aPictureThatTheStoreDoesNotTakeWaitsInTheSpool() {
        Task task = submitted();
        engine.answers(u -> PICTURE);
        shop.assets.breakDown();

        shop.runLast();
        assertInstanceOf(TaskState.Generated.class, shop.now(task).state());
        assertEquals(0, shop.capacity.taken("bfl"));
        engine.answers(u -> {
            throw new EngineException(Failure.BROKEN, "It has expired.");
        });
        shop.assets.repair();
        shop.runLast();

        completed(task);
        assertEquals(1, engine.drawings().size());
    }

    @Test
    void aPictureOverWhichTheStoreStumblesWaitsInTheSpoolAndNotAtTheProvider() {
        Task task = submitted();
        engine.answers(u -> PICTURE);
        shop.assets.failOnce(new IllegalStateException("An answer that nobody thought of"));

        shop.runLast();

        assertInstanceOf(TaskState.Generated.class, shop.now(task).state());
        shop.runLast();
        completed(task);
    }

    @Test
    void anEngineThatIsConfiguredAwayIsWaitedForAndThenTheTaskEnds() {
        Task task = submitted();
        Workshop other = new Workshop(new ScriptedEngine(true));
        assertTrue(other.table.find(task.id()).isEmpty());
        other.table.accept(task);
        Task claimed = task.claimed("w", shop.clock.instant(), shop.clock.instant().plusSeconds(40));
        assertTrue(other.table.replace(task, claimed));
        assertTrue(other.table.replace(claimed, claimed.submitted(waiting(task), List.of())));

        other.run(task);
        assertInstanceOf(TaskState.Submitted.class, other.now(task).state());
        assertEquals(1, other.logged("engine_gone"));
        other.clock.advance(Duration.ofMinutes(10));
        other.run(task);

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, other.failure(task));
    }
}
