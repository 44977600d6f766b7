package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.StoreException;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Target;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A picture that was paid for is not lost, whether the store, the spool or the table fails. */
class PaidPictureKeptTest {

    private static final Target NAMED = new Target.Managed(Optional.of("shop/lamp"), Optional.of("a-preset"));

    private final Workshop shop = new Workshop(false);

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

        shop.completed(task);
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

        shop.completed(task);
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
        shop.completed(task);
    }

    @Test
    void aSpoolThatIsBrokenDoesNotKeepAnImageFromTheStore() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.spool.failNext(1000);

        shop.run(task);

        shop.completed(task);
        assertEquals(1, shop.logged("picture_not_spooled"));
    }

    @Test
    void aTableThatDoesNotAnswerForAMomentDoesNotLoseAPictureThatWaitsForTheStore() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.assets.breakDown();
        shop.engine.does(d -> {
            shop.table.failNext(4);
            return Workshop.PICTURE;
        });

        shop.run(task);

        assertInstanceOf(TaskState.Generated.class, shop.now(task).state());
    }

    @Test
    void aTargetThatIsRefusedDoesNotLoseAnImageThatWasPaidFor() {
        Task task = shop.accepted(NAMED);
        shop.assets.failOnce(StoreException.targetRefused("There is no preset 'a-preset'."));

        shop.run(task);

        shop.completed(task);
        assertEquals(Notice.warning("The target was refused, so the image was stored under a public id of its own. "
                + "There is no preset 'a-preset'."), shop.now(task).notices().getLast());
        assertEquals(3, shop.balance().used());
    }

    @Test
    void aTargetThatTheStoresKeyMayNotWriteCostsTheCallerTheTargetAndKeepsNobodyElseWaiting() {
        Task task = shop.accepted(NAMED);
        shop.assets.failOnce(StoreException.credentials("The store did not accept the credentials."));

        shop.run(task);

        shop.completed(task);
        assertEquals(Notice.warning("The target was refused, so the image was stored under a public id of its own. "
                + "The store did not accept the credentials."), shop.now(task).notices().getLast());
        assertEquals(0, shop.logged("provider_alarm"));
    }

    @Test
    void aTargetThatIsRefusedWhileTheStoreGoesDownIsStillNotLost() {
        Task task = shop.accepted(NAMED);
        shop.assets.failOnce(StoreException.targetRefused("There is no preset 'a-preset'."));
        shop.assets.failOnce(new StoreException(true, "The store cannot be reached.", null));

        shop.run(task);
        assertInstanceOf(TaskState.Generated.class, shop.now(task).state());
        shop.runLast();

        shop.completed(task);
        assertEquals(1, shop.engine.drawings().size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bytesThatTheStoreRefusesInEachWayWait(boolean spooledBefore) {
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

        assertTrue(assertInstanceOf(TaskState.Generated.class, shop.now(task).state()).paid());
        shop.runLast();
        shop.completed(task);
        assertEquals(1, shop.engine.drawings().size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStoreWhoseSecretIsWrongGetsThePaidImageWhenTheOperatorHasMendedIt(boolean named) {
        Task task = shop.accepted(named ? NAMED : Target.DEFAULT);
        for (int i = 0; i < (named ? 2 : 1); i++) {
            shop.assets.failOnce(StoreException.credentials("The store did not accept the credentials."));
        }

        shop.run(task);

        assertTrue(assertInstanceOf(TaskState.Generated.class, shop.now(task).state()).paid());
        assertEquals(1, shop.logged("provider_alarm"));
        shop.runLast();
        shop.completed(task);
        assertEquals(1, shop.engine.drawings().size());
    }

    @Test
    void aStoreThatStumblesGetsThePaidImageAnotherTime() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.assets.failOnce(new IllegalStateException("An answer that nobody thought of"));

        shop.run(task);
        assertInstanceOf(TaskState.Generated.class, shop.now(task).state());
        shop.runLast();

        shop.completed(task);
        assertEquals(1, shop.engine.drawings().size());
    }

    @Test
    void aStoreWhoseSecretBecomesWrongBetweenTheTwoFilesLosesNeither() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.assets.failOnce(new StoreException(false, "File size too large.", null));
        shop.assets.failOnce(StoreException.credentials("The store did not accept the credentials."));

        shop.run(task);
        shop.runLast();

        shop.completed(task);
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

        assertEquals(ImageFormat.JPEG, shop.completed(task).asset().format());
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

        shop.completed(task);
    }

    @Test
    void aDeadWorkersPictureIsTakenFromTheSpool() {
        Task task = shop.orphaned();
        shop.spool.keep(task.id(), Workshop.PICTURE, shop.clock.instant().plusSeconds(3600));

        shop.run(task);

        shop.completed(task);
        assertEquals(0, shop.engine.drawings().size());
        assertEquals(3, shop.balance().used());
        assertEquals(0, shop.balance().possibleSpend());
    }
}
