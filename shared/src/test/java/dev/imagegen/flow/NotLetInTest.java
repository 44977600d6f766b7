package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.StoreException;
import dev.imagegen.capacity.Admission;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Engines;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.ScriptedEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A store that does not let us in: nothing more is paid for that could not be delivered. */
class NotLetInTest {

    private static final StoreException REFUSED = StoreException.credentials("The store did not accept the credentials.");

    private final ScriptedEngine first = new ScriptedEngine("bfl", false);
    private final ScriptedEngine second = new ScriptedEngine("cloudinary", false);
    private final Workshop shop = new Workshop(first, new Engines(model -> List.of("bfl", "cloudinary"),
            Map.of("bfl", first, "cloudinary", second), Map.of("bfl", 2, "cloudinary", 2)));

    @Test
    void whileTheStoreDoesNotLetUsInNothingMoreIsPaidForAndAfterwardsAllOfItIsStored() {
        first.does(d -> Workshop.PICTURE);
        shop.assets.failOnce(REFUSED);
        Task paid = shop.accepted(Target.DEFAULT);
        shop.run(paid);
        var itsNextTry = shop.jobs.sent().getLast();

        Task waiting = shop.accepted(Target.DEFAULT);
        shop.run(waiting);

        assertEquals(1, first.drawings().size() + second.drawings().size());
        assertEquals(0, shop.now(waiting).attempt());
        assertTrue(shop.jobs.sent().getLast().delay().compareTo(Duration.ofMinutes(8)) >= 0);
        shop.runLast();
        shop.completed(waiting);
        shop.generation.run((Job.Advance) itsNextTry.job());
        shop.completed(paid);
        assertEquals(2, first.drawings().size());
        assertEquals(1, shop.logged("provider_alarm"));
    }

    @Test
    void aPictureThatCostNothingAndIsNotLetInKeepsNothingElseWaiting() {
        ScriptedEngine free = new ScriptedEngine("sandbox", true);
        Workshop both = new Workshop(free, new Engines(model -> List.of(free.name()),
                Map.of("sandbox", free, "bfl", first), Map.of("bfl", 2)));
        free.does(d -> Workshop.PICTURE);
        both.assets.failOnce(REFUSED);
        Task task = both.accepted(new Target.Managed(Optional.of("not/ours"), Optional.empty()));

        both.run(task);

        assertEquals(ErrorCode.STORE_FAILED, both.failure(task));
        assertEquals(1, both.logged("provider_alarm"));
        assertInstanceOf(Admission.Entered.class, both.enter("bfl", 2, "another", Duration.ofMinutes(1)));
    }

    /** What it makes costs nothing, whether it can be stored or not. */
    @Test
    void freeEngineWithALimitIsNotPaused() {
        ScriptedEngine free = new ScriptedEngine("sandbox", true);
        Workshop both = new Workshop(first, new Engines(model -> List.of("bfl"),
                Map.of("sandbox", free, "bfl", first), Map.of("sandbox", 2, "bfl", 2)));
        first.does(d -> Workshop.PICTURE);
        both.assets.failOnce(REFUSED);

        both.run(both.accepted(Target.DEFAULT));

        assertInstanceOf(Admission.Later.class, both.enter("bfl", 2, "another", Duration.ofMinutes(1)));
        assertInstanceOf(Admission.Entered.class, both.enter("sandbox", 2, "another", Duration.ofMinutes(1)));
    }

    @Test
    void aTableThatDoesNotTakeThePauseLosesNoPaidPicture() {
        first.does(d -> Workshop.PICTURE);
        shop.assets.failOnce(REFUSED);
        Task paid = shop.accepted(Target.DEFAULT);
        shop.capacity.breakDown();

        shop.run(paid);

        assertTrue(assertInstanceOf(TaskState.Generated.class, shop.now(paid).state()).paid());
        shop.runLast();
        shop.completed(paid);
    }

    @Test
    void manyPicturesThatAreNotLetInWriteThePauseOnceAndAgainWhenAQuarterOfItIsOver() {
        first.does(d -> Workshop.PICTURE);
        shop.assets.failOnce(REFUSED);
        Task paid = shop.accepted(Target.DEFAULT);
        shop.run(paid);
        shop.capacity.breakDown();

        shop.assets.failOnce(REFUSED);
        shop.runLast();
        assertEquals(0, shop.logged("place_not_written"));

        shop.clock.advance(Duration.ofMinutes(3));
        shop.assets.failOnce(REFUSED);
        shop.runLast();
        assertEquals(2, shop.logged("place_not_written"), "one for each engine");
    }
}
