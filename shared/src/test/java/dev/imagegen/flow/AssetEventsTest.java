package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.Moderation;
import dev.imagegen.asset.Moderation.Verdict;
import dev.imagegen.asset.PublicIdHold;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.task.StoreNews;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import dev.imagegen.webhook.CloudinaryEvent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a stored image afterwards: renamed, deleted, judged. */
class AssetEventsTest {

    private static final URI DELIVERY = URI.create("https://example.com");

    private final Workshop shop = new Workshop(true);
    private final AssetEvents events = new AssetEvents(shop.table, shop.table, shop.jobs, shop.table, shop.endings, DELIVERY, shop.clock, shop.log);

    private void apply(String eventId, CloudinaryEvent event) {
        events.apply(eventId, event, Optional.empty());
    }

    private CloudinaryEvent renamed(String from, String to, long second) {
        return new CloudinaryEvent.Renamed("a1", from, to, MutableClock.START.plusSeconds(second));
    }

    private CloudinaryEvent judged(String kind, Verdict verdict, long second) {
        return new CloudinaryEvent.Moderated("a1", new Moderation(kind, verdict, MutableClock.START.plusSeconds(second)));
    }

    private String publicId(Task task) {
        return assertInstanceOf(Storage.Managed.class, state(task).asset().storage()).publicId();
    }

    private Task completed() {
        Task task = shop.accepted(Target.DEFAULT);
        Task running = task.claimed("worker", shop.clock.instant(), shop.clock.instant().plusSeconds(60));
        assertTrue(shop.table.replace(task, running));
        shop.endings.complete(running, Samples.stored("a1"), OptionalLong.of(42), OptionalLong.empty(), List.of());
        return shop.now(running);
    }

    private TaskState.Completed state(Task task) {
        return assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
    }

    @Test
    void aDeletedAssetIsSaidInItsTaskAndCostsNothingMore() {
        Task task = completed();

        apply("e1", new CloudinaryEvent.Deleted(List.of("nobody's", "a1"), shop.clock.instant()));

        assertEquals(Optional.of(shop.clock.instant()), state(task).assetGone());
        assertEquals(3, shop.balance().used());
    }

    @Test
    void aRenamedAssetHasItsNewNameAndAddress() {
        Task task = completed();

        apply("e1", renamed("imagegen/lamp", "shop/new lamp", 1));

        var storage = assertInstanceOf(Storage.Managed.class, state(task).asset().storage());
        assertEquals("shop/new lamp", storage.publicId());
        assertEquals(URI.create("https://example.com/demo/image/upload/v17/shop/new%20lamp.png"), storage.secureUrl());
    }

    private Task completedAt(String publicId, String assetId) {
        Task task = shop.accepted(new Target.Managed(Optional.of(publicId), Optional.empty()));
        Task running = task.claimed("worker", shop.clock.instant(), shop.clock.instant().plusSeconds(60));
        assertTrue(shop.table.replace(task, running));
        var storage = new Storage.Managed(URI.create("https://example.com/x.png"), assetId, publicId, 17);
        shop.endings.complete(running, new StoredAsset(assetId, storage, ImageFormat.PNG, 512, 384, 9), OptionalLong.empty(),
                OptionalLong.empty(), List.of());
        return shop.now(running);
    }

    private boolean held(String publicId) {
        return shop.table.holder(Samples.CLOUD, publicId).filter(PublicIdHold::stored).isPresent();
    }

    @Test
    void aDeletedAssetHoldsItsPublicIdNoMore() {
        completedAt("shop/lamp", "a2");
        completedAt("shop/lamp2", "a3");

        apply("e1", new CloudinaryEvent.Deleted(List.of("nobody's", "a2"), shop.clock.instant()));

        assertFalse(held("shop/lamp"));
        assertTrue(held("shop/lamp2"));
    }

    @Test
    void aRenamedAssetHoldsItsOldPublicIdNoMore() {
        completedAt("shop/lamp", "a2");

        apply("e1", new CloudinaryEvent.Renamed("a2", "imagegen/lamp", "shop/lamp", shop.clock.instant()));
        assertTrue(held("shop/lamp"), "it was moved here");
        apply("e2", new CloudinaryEvent.Renamed("a2", "shop/lamp", "shop/lamp2", shop.clock.instant()));

        assertFalse(held("shop/lamp"));
    }

    @Test
    void aDeletedAssetOfAForgottenTaskHoldsNothing() {
        completedAt("shop/lamp", "a2");
        shop.clock.advance(Duration.ofDays(400));

        apply("e1", new CloudinaryEvent.Deleted(List.of("a2"), shop.clock.instant()));

        assertFalse(held("shop/lamp"));
    }

    @Test
    void aRepeatedEventIsAppliedOnce() {
        Task task = completed();
        apply("e1", renamed("imagegen/lamp", "b", 1));
        apply("e2", renamed("b", "imagegen/lamp", 2));

        apply("e1", renamed("imagegen/lamp", "b", 1));

        assertEquals("imagegen/lamp", assertInstanceOf(Storage.Managed.class, state(task).asset().storage()).publicId());
    }

    @Test
    void aSecondDeleteKeepsTheFirstTime() {
        Task task = completed();
        apply("e1", new CloudinaryEvent.Deleted(List.of("a1"), shop.clock.instant()));
        var first = shop.clock.instant();
        shop.clock.advance(Duration.ofHours(1));

        apply("e2", new CloudinaryEvent.Deleted(List.of("a1"), shop.clock.instant()));

        assertEquals(Optional.of(first), state(task).assetGone());
    }

    @Test
    void ofTwoRenamesTheLaterOneHoldsWhicheverIsHeardOfLast() {
        Task task = completed();

        apply("e2", renamed("b", "c", 2));
        apply("e1", renamed("imagegen/lamp", "b", 1));

        assertEquals("c", publicId(task));
    }

    @Test
    void anImageThatIsPendingIsThereAndARejectedOneIsNot() {
        Task task = completed();

        apply("e1", judged("manual", Verdict.PENDING, 1));
        assertTrue(state(task).news().pending());
        assertEquals(Optional.empty(), state(task).failure());

        apply("e2", judged("manual", Verdict.REJECTED, 2));
        assertFalse(state(task).news().pending());
        assertEquals(ErrorCode.CONTENT_REFUSED, state(task).failure().orElseThrow().code());
        assertEquals(3, shop.balance().used(), "it was made, and stays paid");
    }

    @Test
    void aVerdictHoldsThoughAnOlderOneIsHeardOfLater() {
        Task task = completed();

        apply("e2", judged("manual", Verdict.APPROVED, 2));
        apply("e1", judged("manual", Verdict.PENDING, 1));

        assertEquals(new StoreNews(List.of(new Moderation("manual", Verdict.APPROVED, MutableClock.START.plusSeconds(2))),
                Optional.empty(), Optional.empty()), state(task).news());
    }

    @Test
    void ofTwoModerationsOneThatRejectsIsEnoughAndOneThatWaitsKeepsItPending() {
        Task task = completed();

        apply("e1", judged("aws_rek", Verdict.APPROVED, 2));
        apply("e2", judged("manual", Verdict.PENDING, 1));
        assertTrue(state(task).news().pending());
        apply("e3", judged("aws_rek", Verdict.REJECTED, 3));

        assertTrue(state(task).failure().isPresent());
    }

    @Test
    void aRejectionCanBeTakenBack() {
        Task task = completed();

        apply("e1", judged("manual", Verdict.REJECTED, 1));
        apply("e2", judged("manual", Verdict.APPROVED, 2));

        assertEquals(Optional.empty(), state(task).failure());
    }

    @Test
    void aGenerationOfATaskThatHasEndedIsLookedAtInVain() {
        Task task = completed();

        events.apply("e1", new CloudinaryEvent.Generated(), Optional.of(task.id()));
        shop.runLast();

        assertEquals(task, shop.now(task));
    }

    static Stream<CloudinaryEvent> othersEvents() {
        return Stream.of(new CloudinaryEvent.Other("create_folder"), new CloudinaryEvent.Generated(),
                new CloudinaryEvent.Derived("a1", List.of("Not processed")), new CloudinaryEvent.Failed("Invalid image file"));
    }

    @ParameterizedTest
    @MethodSource("othersEvents")
    void anEventThatChangesNoTaskIsRememberedOnly(CloudinaryEvent event) {
        apply("e1", event);

        assertTrue(shop.table.applied("e1"));
        assertEquals(List.of(), shop.jobs.sent());
    }
}
