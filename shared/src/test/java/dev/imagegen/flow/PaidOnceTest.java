package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.StoreException;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Delivered;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Picture;
import dev.imagegen.image.Encoder;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.image.Bitmap;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Png;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A synchronous engine that costs money: one call, and no picture lost. */
class PaidOnceTest {

    private static final Picture PICTURE = new Picture(Png.of(512, 384), OptionalLong.of(42));
    private static final Target NAMED = new Target.Managed(Optional.of("shop/lamp"), Optional.of("a-preset"));

    private final Workshop shop = new Workshop(false);

    /** Left behind by a worker that died after it had written its intent. */
    private Task orphaned() {
        Task task = shop.accepted(Target.DEFAULT);
        Instant now = shop.clock.instant();
        Task claimed = task.claimed("dead", now, now.plusSeconds(40));
        assertTrue(shop.table.replace(task, claimed));
        assertTrue(shop.table.replace(
                claimed, claimed.calling(new TaskState.Calling("scripted", now.plus(Duration.ofMinutes(10))))));
        shop.clock.advance(Duration.ofSeconds(40));
        return task;
    }

    private TaskState.Completed completed(Task task) {
        return assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
    }

    @Test
    void theIntentIsDurableBeforeTheCall() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            var running = assertInstanceOf(TaskState.Running.class, shop.now(task).state());
            assertEquals(Optional.of("scripted"), running.calling().map(TaskState.Calling::engine));
            return PICTURE;
        });

        shop.run(task);

        completed(task);
    }

    @Test
    void aWorkerThatLostItsTaskBeforeTheCallDoesNotMakeIt() {
        Task task = shop.accepted(Target.DEFAULT);
        Steps steal = (step, id) -> {
            if (step == Step.REFERENCES_FETCHED) {
                Task now = shop.now(task);
                assertTrue(shop.table.replace(now, now.requeued(shop.clock.instant())));
            }
        };

        shop.watchedBy(steal).run(new Job.Advance(task.id()));

        assertEquals(0, shop.engine.drawings().size());
        assertInstanceOf(TaskState.Queued.class, shop.now(task).state());
    }

    /** The budget of the model is two minutes, and a worker lives for ten. */
    @ParameterizedTest
    @CsvSource({"420, 1", "421, 0"})
    void aCallThatItsWorkerMayNotOutliveIsLeftToAnotherOne(int seconds, int calls) {
        Task task = shop.accepted(Target.DEFAULT);
        Steps slow = (step, id) -> {
            if (step == Step.REFERENCES_FETCHED) {
                shop.clock.advance(Duration.ofSeconds(seconds));
            }
        };

        shop.watchedBy(slow).run(new Job.Advance(task.id(), 2));

        assertEquals(calls, shop.engine.drawings().size());
        if (calls == 0) {
            assertInstanceOf(TaskState.Queued.class, shop.now(task).state());
            assertEquals(new Job.Advance(task.id(), 3), shop.jobs.sent().getLast().job());
            shop.runLast();
        }
        completed(task);
    }

    @Test
    void whatTheProviderSaysItCostIsSettledInWholeCredits() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> new Picture(PICTURE.bytes(), d.seed(), OptionalLong.of(10_001), List.of()));

        shop.run(task);

        assertEquals(2, completed(task).credits());
        assertEquals(2, shop.balance().used());
        assertEquals(OptionalLong.of(48), shop.balance().remaining());
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "1, 1", "10000, 1", "30000, 3", "30001, 3", "999999999, 3"})
    void itIsNeverMoreThanWasReservedAndNeverNothing(long microDollars, long credits) {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> new Picture(PICTURE.bytes(), d.seed(), OptionalLong.of(microDollars), List.of()));

        shop.run(task);

        assertEquals(credits, completed(task).credits());
        assertEquals(0, shop.balance().reserved());
    }

    @Test
    void theOnlyCopyIsInTheSpoolBeforeTheStoreAnswers() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.assets.breakDown();

        shop.run(task);

        assertTrue(shop.spool.find(task.id()).isPresent());
        assertInstanceOf(TaskState.Generated.class, shop.now(task).state());
        assertEquals(3, shop.balance().reserved());
    }

    @Test
    void anImageThatWasPaidForIsStoredOnceTheStoreIsBackHoweverLongThatTakes() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.assets.breakDown();
        shop.run(task);
        Instant start = shop.clock.instant();
        while (shop.clock.instant().isBefore(start.plus(Duration.ofHours(20)))) {
            shop.runLast();
        }
        assertInstanceOf(TaskState.Generated.class, shop.now(task).state());

        shop.assets.repair();
        shop.runLast();

        completed(task);
        assertEquals(1, shop.engine.drawings().size());
        assertEquals(3, shop.balance().used());
    }

    @Test
    void aMessageThatWasLostIsSentAgainByTheSweep() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.assets.breakDown();
        shop.run(task);
        shop.assets.repair();

        shop.clock.advance(Duration.ofSeconds(75));
        shop.sweep.run(Duration.ofMinutes(1));
        shop.runLast();

        completed(task);
        assertEquals(1, shop.engine.drawings().size());
    }

    @Test
    void aSpoolThatDoesNotAnswerForAMomentIsTriedAgain() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.assets.breakDown();
        shop.spool.failNext(5);

        shop.run(task);

        assertInstanceOf(TaskState.Generated.class, shop.now(task).state());
        shop.assets.repair();
        shop.runLast();
        completed(task);
    }

    @Test
    void aSpoolThatIsBrokenDoesNotKeepAnImageFromTheStore() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.spool.failNext(1000);

        shop.run(task);

        completed(task);
        assertEquals(1, shop.logged("picture_not_spooled"));
    }

    @Test
    void aTableThatDoesNotAnswerForAMomentDoesNotLoseAPictureThatWaitsForTheStore() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.assets.breakDown();
        shop.engine.does(d -> {
            shop.table.failNext(4);
            return PICTURE;
        });

        shop.run(task);

        assertInstanceOf(TaskState.Generated.class, shop.now(task).state());
    }

    @Test
    void aTargetThatIsRefusedDoesNotLoseAnImageThatWasPaidFor() {
        Task task = shop.accepted(NAMED);
        shop.assets.failOnce(StoreException.targetRefused("There is no preset 'a-preset'."));

        shop.run(task);

        completed(task);
        assertEquals(Notice.warning("The target was refused, so the image was stored under a public id of its own. "
                + "There is no preset 'a-preset'."), shop.now(task).notices().getLast());
        assertEquals(3, shop.balance().used());
    }

    @Test
    void aTargetThatIsRefusedWhileTheStoreGoesDownIsStillNotLost() {
        Task task = shop.accepted(NAMED);
        shop.assets.failOnce(StoreException.targetRefused("There is no preset 'a-preset'."));
        shop.assets.failOnce(new StoreException(true, "The store cannot be reached.", null));

        shop.run(task);
        assertInstanceOf(TaskState.Generated.class, shop.now(task).state());
        shop.runLast();

        completed(task);
        assertEquals(1, shop.engine.drawings().size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bytesThatTheStoreRefusesForGoodEndTheTaskWithThePossibleSpend(boolean spooledBefore) {
        Task task = shop.accepted(Target.DEFAULT);
        if (spooledBefore) {
            shop.assets.failOnce(new StoreException(true, "The store cannot be reached.", null));
        }
        shop.assets.failOnce(new StoreException(false, "The image is too large for the store.", null));
        shop.assets.failOnce(new StoreException(false, "The image is too large for the store.", null));

        shop.run(task);
        if (spooledBefore) {
            shop.runLast();
        }

        assertEquals(ErrorCode.STORE_FAILED, shop.failure(task));
        assertEquals(3, shop.balance().possibleSpend());
        assertEquals(OptionalLong.of(50), shop.balance().remaining());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStoreWhoseSecretIsWrongGetsThePaidImageWhenTheOperatorHasMendedIt(boolean named) {
        Task task = shop.accepted(named ? NAMED : Target.DEFAULT);
        shop.assets.failOnce(StoreException.credentials("The store did not accept the credentials."));

        shop.run(task);

        assertTrue(assertInstanceOf(TaskState.Generated.class, shop.now(task).state()).paid());
        assertEquals(1, shop.logged("provider_alarm"));
        shop.runLast();
        completed(task);
        assertEquals(1, shop.engine.drawings().size());
    }

    @Test
    void aStoreThatStumblesGetsThePaidImageAnotherTime() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.assets.failOnce(new IllegalStateException("An answer that nobody thought of"));

        shop.run(task);
        assertInstanceOf(TaskState.Generated.class, shop.now(task).state());
        shop.runLast();

        completed(task);
        assertEquals(1, shop.engine.drawings().size());
    }

    @Test
    void aStoreWhoseSecretBecomesWrongBetweenTheTwoFilesLosesNeither() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.assets.failOnce(new StoreException(false, "File size too large.", null));
        shop.assets.failOnce(StoreException.credentials("The store did not accept the credentials."));

        shop.run(task);
        shop.runLast();

        completed(task);
    }

    @Test
    void whatCostNothingDoesNotWaitForAStoreWhoseSecretIsWrong() {
        Workshop free = new Workshop(true);
        Task task = free.accepted(Target.DEFAULT);
        free.assets.failOnce(StoreException.credentials("The store did not accept the credentials."));

        free.run(task);

        assertEquals(ErrorCode.STORE_FAILED, free.failure(task));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileThatTheStoreRefusesIsStoredSmaller(boolean named) {
        Task task = shop.accepted(named ? NAMED : new Target.Temporary());
        for (int i = 0; i < (named ? 2 : 1); i++) {
            shop.assets.failOnce(new StoreException(false, "File size too large.", null));
        }

        shop.run(task);

        assertEquals(ImageFormat.JPEG, completed(task).asset().format());
        assertTrue(shop.now(task).notices().contains(Notice.warning(
                "The store refused the file, so the image was stored as jpeg. File size too large.")));
        assertEquals(1, shop.engine.drawings().size());
    }

    @Test
    void aStoreThatGoesDownBetweenTheTwoFilesLosesNeither() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.assets.failOnce(new StoreException(false, "File size too large.", null));
        shop.assets.failOnce(new StoreException(true, "The store cannot be reached.", null));

        shop.run(task);
        assertInstanceOf(TaskState.Generated.class, shop.now(task).state());
        shop.runLast();

        completed(task);
    }

    @Test
    void aDeadWorkersPictureIsTakenFromTheSpool() {
        Task task = orphaned();
        shop.spool.keep(task.id(), PICTURE, shop.clock.instant().plusSeconds(3600));

        shop.run(task);

        completed(task);
        assertEquals(0, shop.engine.drawings().size());
        assertEquals(3, shop.balance().used());
        assertEquals(0, shop.balance().possibleSpend());
    }

    @Test
    void aDeadWorkersPictureIsFoundAtAnEngineThatRemembers() {
        Task task = orphaned();
        shop.engine.remembers(d -> Optional.of(
                new Delivered(Samples.stored("a1"), OptionalLong.of(9), OptionalLong.of(20_000), List.of())));

        shop.run(task);

        assertEquals("a1", completed(task).assetId());
        assertEquals(2, completed(task).credits());
        assertEquals(0, shop.engine.drawings().size());
    }

    @ParameterizedTest
    @EnumSource(value = Failure.class, names = {"OUTCOME_UNKNOWN", "BROKEN", "NO_IMAGE"})
    void aLostAnswerIsLookedForAtAnEngineThatRemembers(Failure failure) {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            throw new EngineException(failure, "The answer was lost.");
        });
        shop.engine.remembers(d -> Optional.empty());

        shop.run(task);
        shop.runLast();
        assertInstanceOf(TaskState.Running.class, shop.now(task).state());
        shop.engine.remembers(d -> Optional.of(
                new Delivered(Samples.stored("a1"), OptionalLong.of(9), OptionalLong.empty(), List.of())));
        shop.clock.advance(Duration.ofMinutes(1));
        shop.sweep.run(Duration.ofMinutes(1));
        shop.runLast();

        assertEquals("a1", completed(task).assetId());
        assertEquals(1, shop.engine.drawings().size());
        assertEquals(0, shop.balance().possibleSpend());
    }

    @ParameterizedTest
    @CsvSource({"OUTCOME_UNKNOWN, OUTCOME_UNKNOWN", "BROKEN, PROVIDER_FAILED", "NO_IMAGE, PROVIDER_FAILED"})
    void aLostAnswerEndsTheTaskAtOnceAtAnEngineThatDoesNotRemember(Failure failure, ErrorCode code) {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            throw new EngineException(failure, "The answer was lost.");
        });

        shop.run(task);

        assertEquals(code, shop.failure(task));
        assertEquals(1, shop.engine.drawings().size());
        assertEquals(3, shop.balance().possibleSpend());
        assertEquals(OptionalLong.of(50), shop.balance().remaining());
    }

    @Test
    void aLostAnswerThatIsNowhereEndsUnknown() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            throw new EngineException(Failure.OUTCOME_UNKNOWN, "The answer was lost.");
        });
        shop.engine.remembers(d -> Optional.empty());

        shop.run(task);
        shop.clock.advance(Duration.ofMinutes(10));
        shop.runLast();

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, shop.failure(task));
        assertEquals(3, shop.balance().possibleSpend());
        assertEquals(1, shop.engine.drawings().size());
    }

    @Test
    void anEngineThatCanNotBeAskedJustNowIsAskedAgainUntilTheAnswerIsTakenForLost() {
        Task task = orphaned();
        shop.engine.remembers(d -> {
            throw new EngineException(Failure.OVERLOADED, "It does not answer.");
        });

        shop.run(task);
        assertInstanceOf(TaskState.Running.class, shop.now(task).state());
        shop.clock.advance(Duration.ofMinutes(10));
        shop.run(task);

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, shop.failure(task));
        assertEquals(3, shop.balance().possibleSpend());
        assertEquals(0, shop.engine.drawings().size());
    }

    @Test
    void aWorkerThatWasCutOffAndLivesEndsItsTaskAllTheSame() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            shop.clock.advance(Duration.ofMinutes(5));
            shop.run(task);
            return PICTURE;
        });

        shop.run(task);

        completed(task);
        assertEquals(1, shop.engine.drawings().size());
        assertEquals(3, shop.balance().used());
    }

    @Test
    void aWorkerThatDiedBeforeItsIntentCostsNothing() {
        Task task = shop.accepted(Target.DEFAULT);
        Instant now = shop.clock.instant();
        assertTrue(shop.table.replace(task, task.claimed("dead", now, now.plusSeconds(40))));
        shop.clock.advance(Duration.ofSeconds(40));

        shop.run(task);

        completed(task);
        assertEquals(1, shop.engine.drawings().size());
        assertEquals(2, shop.now(task).attempt());
    }

    @Test
    void aBugAfterTheCallIsNeverASecondCall() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            throw new IllegalStateException("A bug");
        });

        assertThrows(IllegalStateException.class, () -> shop.run(task));
        for (int i = 0; i < 12; i++) {
            shop.clock.advance(Duration.ofMinutes(1));
            shop.sweep.run(Duration.ofMinutes(1));
            shop.run(task);
        }

        assertEquals(1, shop.engine.drawings().size());
        assertEquals(ErrorCode.OUTCOME_UNKNOWN, shop.failure(task));
        assertEquals(3, shop.balance().possibleSpend());
    }

    @Test
    void anAnswerThatHoldsNoImageMayBeBilled() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> new Picture(new byte[] {1, 2, 3}, d.seed()));

        shop.run(task);

        assertEquals(ErrorCode.PROVIDER_FAILED, shop.failure(task));
        assertEquals(3, shop.balance().possibleSpend());
    }

    @Test
    void anotherFormatThanTheModelGaveIsMadeHere() {
        Task task = shop.accepted(Target.DEFAULT);
        byte[] jpeg = Encoder.of(ImageFormat.JPEG)
                .encode(new Bitmap(512, 384));
        shop.engine.does(d -> new Picture(jpeg, d.seed()));

        shop.run(task);

        assertEquals(ImageFormat.PNG, completed(task).asset().format());
        assertEquals(List.of(Notice.info("a notice")), shop.now(task).notices());
    }
}
