package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.Moderation;
import dev.imagegen.asset.Moderation.Verdict;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Samples;
import dev.imagegen.webhook.CloudinaryEvent;
import dev.imagegen.webhook.CloudinaryEvent.Deleted;
import dev.imagegen.webhook.CloudinaryEvent.Moderated;
import dev.imagegen.webhook.CloudinaryEvent.Renamed;
import dev.imagegen.webhook.CloudinaryEvent.Uploaded;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Events that come before any task knows the asset. */
class EarlyEventsTest {

    private static final URI DELIVERY = URI.create("https://example.com");

    private final Workshop shop = new Workshop(true);
    private final AssetEvents events = new AssetEvents(shop.table, shop.table, shop.jobs, shop.table, shop.endings, DELIVERY, shop.clock, shop.log);
    private final EarlyEvents early = new EarlyEvents(shop.table, shop.table, shop.jobs, shop.endings, DELIVERY, shop.clock, shop.log);

    private void apply(String eventId, CloudinaryEvent event) {
        events.apply(eventId, event, Optional.empty());
    }

    private Task running() {
        Task task = shop.accepted(Target.DEFAULT);
        Task running = task.claimed("worker", shop.clock.instant(), shop.clock.instant().plusSeconds(40));
        assertTrue(shop.table.replace(task, running));
        return running;
    }

    private void complete(Task task) {
        shop.endings.complete(task, Samples.stored("a1"), OptionalLong.of(42), OptionalLong.empty(), List.of());
    }

    private TaskState.Completed state(Task task) {
        return assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
    }

    private Renamed renamed(String from, String to) {
        return new Renamed("a1", from, to, shop.clock.instant());
    }

    /** The last message that was sent comes, after its delay. */
    private void again() {
        var last = shop.jobs.sent().getLast();
        shop.clock.advance(last.delay());
        early.again((Job.Told) Job.read(Job.write(last.job())));
    }

    private Uploaded upload(Task task) {
        return new Uploaded("a1", "imagegen/" + task.id(), shop.clock.instant().getEpochSecond(),
                URI.create("https://example.com/demo/image/upload/v1/imagegen/x.png"), "png", 512, 384, 99, "upload",
                Optional.of(task.id()), List.of());
    }

    @Test
    void aRenameBeforeTheTaskKnowsItsAssetIsAppliedWhenItDoes() {
        Task task = running();

        apply("e1", renamed("imagegen/lamp", "shop/lamp"));
        complete(task);
        again();

        assertEquals("shop/lamp", ((Storage.Managed) state(task).asset().storage()).publicId());
        assertEquals(1, shop.jobs.sent().size());
    }

    @Test
    void aDeleteBeforeTheTaskKnowsItsAssetIsAppliedWhenItDoesAndWithTheTimeOfTheEvent() {
        Task task = running();
        var deleted = shop.clock.instant();

        apply("e1", new Deleted(List.of("a1"), deleted));
        again();
        complete(task);
        again();

        assertEquals(Optional.of(deleted), state(task).assetGone());
        assertEquals(3, shop.balance().used());
    }

    @Test
    void aRejectionBeforeTheTaskKnowsItsAssetIsNotLost() {
        Task task = running();

        apply("e1", new Moderated("a1", new Moderation("manual", Verdict.REJECTED, shop.clock.instant())));
        complete(task);
        again();

        assertTrue(state(task).failure().isPresent());
    }

    @Test
    void ofADeleteOfManyOnlyThoseThatNobodyKnowsAreKept() {
        Task task = running();
        complete(task);

        apply("e1", new Deleted(List.of("b1", "a1", "c1"), shop.clock.instant()));

        assertTrue(state(task).assetGone().isPresent());
        var kept = (Job.Told) shop.jobs.sent().getLast().job();
        assertTrue(kept.event().contains("b1") && kept.event().contains("c1") && !kept.event().contains("a1"), kept.event());
    }

    @Test
    void whatConcernsNoTaskIsCountedAndForgottenWithinHalfAnHour() {
        var begun = shop.clock.instant();

        apply("e1", renamed("cat", "dog"));
        for (int i = 0; i < 4; i++) {
            again();
        }

        assertEquals(4, shop.jobs.sent().size());
        assertEquals(1, shop.logged("event_of_no_task"));
        assertTrue(Duration.between(begun, shop.clock.instant()).compareTo(Duration.ofMinutes(30)) < 0);
    }

    @Test
    void anUploadIsLeftToAWorkerThatIsAliveAndKnowsMore() {
        Task task = running();

        apply("e1", upload(task));
        assertInstanceOf(TaskState.Running.class, shop.now(task).state());
        shop.endings.complete(task, Samples.stored("a1"), OptionalLong.of(42), OptionalLong.empty(), List.of(Notice.info("More.")));
        Task ended = shop.now(task);
        again();

        assertEquals(ended, shop.now(task));
    }

    @Test
    void anUploadOfAWorkerThatDiedEndsTheTaskAfterItsLease() {
        Task task = running();

        apply("e1", upload(task));
        again();
        assertInstanceOf(TaskState.Running.class, shop.now(task).state());
        again();

        assertEquals("a1", state(task).assetId());
        assertEquals(3, shop.balance().used());
    }

    @Test
    void aRenameOfAnImageWhoseWorkerDiedFindsItInTheEnd() {
        Task task = running();

        apply("e2", new Renamed("a1", "imagegen/" + task.id(), "shop/lamp", shop.clock.instant().plusSeconds(5)));
        Job rename = shop.jobs.sent().getLast().job();
        apply("e1", upload(task));
        again();
        again();
        early.again((Job.Told) rename);

        assertEquals("shop/lamp", ((Storage.Managed) state(task).asset().storage()).publicId());
    }

    @Test
    void aModeratedUploadOfTheAddOnWaitsForTheTaskThatAsksForIt() {
        Task task = running();
        var pending = new Moderation("manual", Verdict.PENDING, shop.clock.instant());

        apply("e1", new Uploaded("a1", "imagegen/lamp", 17, URI.create("https://example.com/x.png"), "png", 1, 1, 1, "upload",
                Optional.empty(), List.of(pending)));
        complete(task);
        again();

        assertTrue(state(task).news().pending());
    }

    @Test
    void anEventThatCouldNotBeKeptIsNotTakenForApplied() {
        shop.jobs.breakDown();

        assertThrows(IllegalStateException.class, () -> apply("e1", renamed("a", "b")));

        assertTrue(!shop.table.applied("e1"));
    }

    @Test
    void aKeptMessageThatIsNoEventIsSaid() {
        early.again(new Job.Told("{}", 1));

        assertEquals(1, shop.logged("event_not_kept_whole"));
    }
}
