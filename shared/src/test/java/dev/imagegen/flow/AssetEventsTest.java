package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Samples;
import dev.imagegen.webhook.CloudinaryEvent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AssetEventsTest {

    private final Workshop shop = new Workshop(true);
    private final AssetEvents events = new AssetEvents(shop.table, shop.jobs, shop.table, shop.endings, shop.clock, shop.log);

    private Task running(Target target) {
        Task task = shop.accepted(target);
        Task running = task.claimed("dead", shop.clock.instant(), shop.clock.instant().plusSeconds(60));
        assertTrue(shop.table.replace(task, running));
        return running;
    }

    private void apply(String eventId, CloudinaryEvent event) {
        events.apply(eventId, event, Optional.empty());
    }

    private CloudinaryEvent uploadOf(Task task, String type) {
        return new CloudinaryEvent.Uploaded("a1", "imagegen/" + task.id(), 17,
                URI.create("https://example.com/demo/image/upload/v17/imagegen/x.jpg"), "jpg", 512, 384, 99, type,
                Optional.of(task.id()), shop.clock.instant());
    }

    private Task completed() {
        Task running = running(Target.DEFAULT);
        shop.endings.complete(running, Samples.stored("a1"), OptionalLong.of(42), OptionalLong.empty(), List.of());
        return shop.now(running);
    }

    private TaskState.Completed state(Task task) {
        return assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
    }

    @Test
    void anUploadCompletesTheTaskOfAWorkerThatDiedAfterIt() {
        Task task = running(Target.DEFAULT);

        apply("e1", uploadOf(task, "upload"));

        assertEquals("a1", state(task).assetId());
        assertEquals(3, shop.balance().used());
    }

    @Test
    void anUploadOfATemporaryAssetWaitsForTheWorker() {
        Task task = running(new Target.Temporary());

        apply("e1", uploadOf(task, "authenticated"));

        assertInstanceOf(TaskState.Running.class, shop.now(task).state());
    }

    @Test
    void anUploadOfATaskThatHasEndedChangesNothing() {
        Task task = completed();

        apply("e1", uploadOf(task, "upload"));

        assertEquals(task, shop.now(task));
        assertEquals(3, shop.balance().used());
    }

    @Test
    void anUploadThatIsNotOursChangesNothing() {
        apply("e1", new CloudinaryEvent.Uploaded("b2", "cat", 1, URI.create("https://example.com/cat.png"), "png", 1, 1,
                1, "upload", Optional.empty(), shop.clock.instant()));
        apply("e2", new CloudinaryEvent.Uploaded("b2", "cat", 1, URI.create("https://example.com/cat.png"), "png", 1, 1,
                1, "upload", Optional.of("0123"), shop.clock.instant()));

        assertEquals(Optional.empty(), shop.table.ofAsset("b2"));
    }

    @Test
    void aDeletedAssetIsSaidInItsTaskAndCostsNothingMore() {
        Task task = completed();

        apply("e1", new CloudinaryEvent.Deleted(List.of("nobody's", "a1")));

        assertEquals(Optional.of(shop.clock.instant()), state(task).assetGone());
        assertEquals(3, shop.balance().used());
    }

    @Test
    void aRenamedAssetHasItsNewNameAndAddress() {
        Task task = completed();

        apply("e1", new CloudinaryEvent.Renamed("a1", "imagegen/lamp", "shop/new lamp"));

        var storage = assertInstanceOf(Storage.Managed.class, state(task).asset().storage());
        assertEquals("shop/new lamp", storage.publicId());
        assertEquals(URI.create("https://example.com/demo/image/upload/v17/shop/new%20lamp.png"), storage.secureUrl());
    }

    @Test
    void aRepeatedEventIsAppliedOnce() {
        Task task = completed();
        apply("e1", new CloudinaryEvent.Renamed("a1", "imagegen/lamp", "b"));
        apply("e2", new CloudinaryEvent.Renamed("a1", "b", "imagegen/lamp"));

        apply("e1", new CloudinaryEvent.Renamed("a1", "imagegen/lamp", "b"));

        assertEquals("imagegen/lamp", assertInstanceOf(Storage.Managed.class, state(task).asset().storage()).publicId());
    }

    @Test
    void aSecondDeleteKeepsTheFirstTime() {
        Task task = completed();
        apply("e1", new CloudinaryEvent.Deleted(List.of("a1")));
        var first = shop.clock.instant();
        shop.clock.advance(Duration.ofHours(1));

        apply("e2", new CloudinaryEvent.Deleted(List.of("a1")));

        assertEquals(Optional.of(first), state(task).assetGone());
    }

    @Test
    void anEventOfAnotherKindIsRememberedOnly() {
        apply("e1", new CloudinaryEvent.Other("moderation"));

        assertTrue(shop.table.applied("e1"));
    }
}
