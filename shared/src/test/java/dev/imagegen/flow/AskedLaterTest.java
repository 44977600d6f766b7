package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Delivered;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Upstream;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.ScriptedEngine;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** An engine that has to be asked for its pictures: when it is asked, and what becomes of the picture. */
class AskedLaterTest {

    private final AskedWorkshop asked = new AskedWorkshop();
    private final ScriptedEngine engine = asked.engine;
    private final Workshop shop = asked.shop;

    @Test
    void theUpstreamIsDurableBeforeItIsAskedAndNoWorkerWaits() {
        Task task = asked.submitted();

        assertEquals("job-1", asked.waiting(task).upstream().id());
        assertEquals(0, engine.questions());
        assertEquals(Duration.ofSeconds(1), shop.jobs.sent().getLast().delay());
        assertEquals(1, shop.capacity.taken("bfl"));
    }

    @Test
    void itIsAskedALittleLaterEachTimeUntilThePictureIsThere() {
        Task task = asked.submitted();
        for (int i = 0; i < 12; i++) {
            shop.runLast();
        }
        List<Long> pauses = shop.jobs.sent().stream().map(sent -> sent.delay().toSeconds()).toList();
        assertEquals(List.of(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 2L, 3L, 3L, 4L, 5L), pauses);
        engine.answers(u -> Workshop.PICTURE);

        shop.runLast();

        assertEquals(2, shop.completed(task).credits());
        assertEquals(1, engine.drawings().size());
        assertEquals(0, shop.capacity.taken("bfl"));
        assertEquals(0, shop.balance().reserved());
    }

    @Test
    void aPictureThatTheUpstreamStoredItselfIsNotStoredAgain() {
        Task task = asked.submitted();
        engine.answers(u -> new Delivered(Samples.stored("a9"), OptionalLong.of(5), OptionalLong.empty(),
                List.of(Notice.info("Cloudinary says: hello."))));

        shop.runLast();

        assertEquals("a9", shop.completed(task).assetId());
        assertEquals(0, shop.assets.uploads());
        assertEquals(Notice.info("Cloudinary says: hello."), shop.now(task).notices().getLast());
    }

    @Test
    void itIsAskedWhenTheUpstreamWantsToBeAskedAgain() {
        asked.submitted();
        engine.answers(u -> {
            throw new EngineException(Failure.RATE_LIMITED, "Not now.", Optional.of(Duration.ofSeconds(33)));
        });

        shop.runLast();

        assertEquals(Duration.ofSeconds(33), shop.jobs.sent().getLast().delay());
    }

    @Test
    void aQuestionThatWasLostIsAskedAgainByTheSweepAndNotTwice() {
        Task task = asked.submitted();
        shop.clock.advance(Duration.ofSeconds(59));
        assertEquals(0, shop.sweep.run(Duration.ofMinutes(1)));
        shop.clock.advance(Duration.ofSeconds(1));
        assertEquals(1, shop.sweep.run(Duration.ofMinutes(1)));

        shop.runLast();

        assertEquals(0, shop.sweep.run(Duration.ofMinutes(1)));
        engine.answers(u -> Workshop.PICTURE);
        shop.runLast();
        shop.completed(task);
    }

    @Test
    void twoWorkersThatAskAtOnceMakeOneImageAndOneCharge() {
        Task task = asked.submitted();
        engine.answers(u -> {
            engine.answers(again -> Workshop.PICTURE);
            shop.run(task);
            return Workshop.PICTURE;
        });

        shop.run(task);

        shop.completed(task);
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

        assertEquals("job-1", asked.waiting(task).upstream().id());
    }

    @Test
    void aPictureThatTheStoreDoesNotTakeWaitsInTheSpool() {
        Task task = asked.submitted();
        engine.answers(u -> Workshop.PICTURE);
        shop.assets.breakDown();

        shop.runLast();
        assertInstanceOf(TaskState.Generated.class, shop.now(task).state());
        assertEquals(0, shop.capacity.taken("bfl"));
        engine.answers(u -> {
            throw new EngineException(Failure.BROKEN, "It has expired.");
        });
        shop.assets.repair();
        shop.runLast();

        shop.completed(task);
        assertEquals(1, engine.drawings().size());
    }

    @Test
    void aPictureOverWhichTheStoreStumblesWaitsInTheSpoolAndNotAtTheProvider() {
        Task task = asked.submitted();
        engine.answers(u -> Workshop.PICTURE);
        shop.assets.failOnce(new IllegalStateException("An answer that nobody thought of"));

        shop.runLast();

        assertInstanceOf(TaskState.Generated.class, shop.now(task).state());
        shop.runLast();
        shop.completed(task);
    }
}
