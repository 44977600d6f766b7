package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.StoreException;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Picture;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Png;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An image that was paid for and that the store refuses, for whatever reason: it waits, and only its retention ends that. */
class RefusedImageTest {

    private static final Target NAMED = new Target.Managed(Optional.of("shop/lamp"), Optional.of("a-preset"));
    private static final StoreException TOO_LARGE = new StoreException(false, "File size too large.", null);

    private final Workshop shop = new Workshop(false);

    @BeforeEach
    void draws() {
        shop.engine.does(d -> new Picture(Png.of(8, 8), d.seed()));
    }

    /** Thrown through a worker that is no more. */
    @SuppressWarnings("serial")
    private static final class Killed extends Error {}

    /** What the adapter may answer. */
    private enum Answer {
        FILE(TOO_LARGE),
        TARGET(StoreException.targetRefused("There is no preset 'a-preset'.")),
        CREDENTIALS(StoreException.credentials("The store did not accept the credentials.")),
        FAILURE(new StoreException(true, "The store is overloaded or failed (status 503).", null)),
        UNFORESEEN(new IllegalStateException("An answer that nobody thought of"));

        private final RuntimeException thrown;

        Answer(RuntimeException thrown) {
            this.thrown = thrown;
        }

        String reason() {
            return thrown instanceof StoreException e ? e.error().message() : "The image could not be stored.";
        }
    }

    private TaskState.Generated waiting(Task task) {
        return assertInstanceOf(TaskState.Generated.class, shop.now(task).state());
    }

    private void goOn(Duration time) {
        Instant end = shop.clock.instant().plus(time);
        while (shop.clock.instant().isBefore(end)) {
            shop.runLast();
        }
    }

    @ParameterizedTest
    @EnumSource(Answer.class)
    void whateverTheStoreAnswersForHoursTheImageIsStoredAfterwards(Answer answer) {
        Task task = shop.accepted(NAMED);
        shop.assets.breakDown(answer.thrown);

        shop.run(task);
        goOn(Duration.ofHours(3));

        assertEquals(Optional.of(answer.reason()), waiting(task).delay().map(TaskState.StoreDelay::reason));
        assertTrue(waiting(task).paid());
        assertTrue(shop.logged("provider_alarm") > 0);
        assertEquals(3, shop.balance().reserved());

        shop.assets.repair();
        shop.runLast();

        var storage = assertInstanceOf(Storage.Managed.class, shop.completed(task).asset().storage());
        assertEquals("shop/lamp", storage.publicId());
        assertEquals(1, shop.engine.drawings().size());
        assertEquals(3, shop.balance().used());
        assertEquals(0, shop.balance().possibleSpend());
    }

    @ParameterizedTest
    @EnumSource(Answer.class)
    void onlyItsRetentionEndsTheWaitAndThenTheCreditsGoBack(Answer answer) {
        Task task = shop.accepted(Target.DEFAULT);
        shop.assets.breakDown(answer.thrown);

        shop.run(task);
        goOn(Duration.ofHours(1));
        shop.clock.advance(Duration.between(shop.clock.instant(), task.expiresAt()).minus(Duration.ofMinutes(30)));
        for (int i = 0; i < 20 && !shop.now(task).state().terminal(); i++) {
            shop.runLast();
        }

        Instant end = shop.clock.instant();
        assertTrue(end.isAfter(task.expiresAt().minus(Duration.ofMinutes(6))), () -> "it was given up at " + end);
        assertFalse(task.forgotten(end), "its client can read why");
        var failed = assertInstanceOf(TaskState.Failed.class, shop.now(task).state());
        assertEquals(ErrorCode.STORE_FAILED, failed.error().code());
        assertTrue(failed.error().message().endsWith(answer.reason()), failed.error().message());
        assertEquals(OptionalLong.of(50), shop.balance().remaining());
        assertEquals(3, shop.balance().possibleSpend());
        assertEquals(1, shop.engine.drawings().size());

        shop.assets.repair();
        shop.run(task);
        assertInstanceOf(TaskState.Failed.class, shop.now(task).state());
    }

    @Test
    void whatWasRefusedInEachWayIsTriedInEachWayTheNextTime() {
        Task task = shop.accepted(NAMED);
        for (int i = 0; i < 5; i++) {
            shop.assets.failOnce(TOO_LARGE);
        }

        shop.run(task);
        assertEquals(3, shop.assets.uploads(), "as ordered, elsewhere, and smaller");
        waiting(task);
        shop.runLast();

        assertEquals(6, shop.assets.uploads());
        assertEquals(ImageFormat.JPEG, shop.completed(task).asset().format());
        assertTrue(shop.now(task).notices().contains(Notice.warning(
                "The store refused the file, so the image was stored as jpeg. File size too large.")));
        assertTrue(shop.now(task).notices().contains(Notice.warning(
                "The target was refused, so the image was stored under a public id of its own. File size too large.")));
    }

    @Test
    void anImageWhoseNextTryIsLostIsFoundByTheSweep() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.assets.breakDown(TOO_LARGE);
        shop.run(task);
        shop.assets.repair();

        shop.clock.advance(Duration.ofSeconds(75));
        shop.sweep.run(Duration.ofMinutes(1));
        shop.runLast();

        shop.completed(task);
        assertEquals(1, shop.engine.drawings().size());
    }

    /** Before its refusal is noted, and after. */
    @ParameterizedTest
    @EnumSource(value = Step.class, names = {"ANSWERED", "SPOOLED", "STORED", "ENDED"})
    void aWorkerThatIsKilledInBetweenLosesNothingAndChargesNothingTwice(Step killedAt) {
        Task task = shop.accepted(Target.DEFAULT);
        shop.assets.breakDown(TOO_LARGE);
        Steps kill = (step, id) -> {
            if (step == killedAt) {
                throw new Killed();
            }
        };

        if (killedAt == Step.STORED || killedAt == Step.ENDED) {
            shop.run(task);
            shop.assets.repair();
        }
        try {
            shop.watchedBy(kill).run(new Job.Advance(task.id()));
        } catch (Killed dead) {
            // The message comes again, or the sweep finds the task.
        }
        shop.assets.repair();
        for (int i = 0; i < 15; i++) {
            shop.clock.advance(Duration.ofMinutes(1));
            shop.sweep.run(Duration.ofMinutes(1));
            shop.jobs.take().forEach(sent -> shop.generation.run((Job.Advance) sent.job()));
        }

        boolean lost = killedAt == Step.ANSWERED;
        assertEquals(1, shop.engine.drawings().size());
        assertEquals(lost ? 0 : 3, shop.balance().used());
        assertEquals(lost ? 3 : 0, shop.balance().possibleSpend());
        assertEquals(0, shop.balance().reserved());
        assertEquals(lost ? 0 : 1, shop.assets.count());
    }

    @Test
    void aStoreThatFailsADayOverAnOrderedTargetGetsTheImageElsewhere() {
        Task task = shop.accepted(NAMED);
        shop.assets.breakDown(upload -> upload.target().equals(NAMED), Answer.FAILURE.thrown);
        shop.run(task);
        goOn(Duration.ofHours(23));
        waiting(task);

        goOn(Duration.ofHours(2));

        shop.completed(task);
        assertEquals(3, shop.balance().used());
    }

    @Test
    void oneImageThatWaitsRingsAsOftenAsTheAlarmNeedsToStayUp() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.assets.breakDown(TOO_LARGE);

        shop.run(task);
        goOn(Duration.ofHours(4));

        long rung = shop.logged("provider_alarm");
        assertTrue(rung >= 40 && rung <= 60, () -> rung + " alarms in four hours");
    }

    @Test
    void manyImagesThatWaitAtOnceAreNoStormOfAlarms() {
        shop.assets.breakDown(TOO_LARGE);
        for (int i = 0; i < 12; i++) {
            shop.run(shop.accepted(Target.DEFAULT));
        }

        assertEquals(1, shop.logged("provider_alarm"));
    }

    @Test
    void anotherReasonRingsAtOnce() {
        shop.assets.breakDown(TOO_LARGE);
        shop.run(shop.accepted(Target.DEFAULT));
        shop.assets.breakDown(Answer.CREDENTIALS.thrown);
        shop.run(shop.accepted(Target.DEFAULT));

        assertEquals(2, shop.logged("provider_alarm"));
    }

    @Test
    void whatCostNothingEndsWithTheReasonOfAStoreThatRefusesIt() {
        Workshop free = new Workshop(true);
        Task task = free.accepted(NAMED);
        free.assets.failOnce(StoreException.targetRefused("There is no preset 'a-preset'."));

        free.run(task);

        assertEquals(ErrorCode.TARGET_REFUSED, free.failure(task));
        assertEquals(0, free.balance().possibleSpend());
    }
}
