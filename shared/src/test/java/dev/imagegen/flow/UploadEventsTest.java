package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.Moderation;
import dev.imagegen.asset.Moderation.Verdict;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.Target;
import dev.imagegen.task.EventLog;
import dev.imagegen.task.StoreNews;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import dev.imagegen.webhook.CloudinaryEvent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upload of the store says of a task. */
class UploadEventsTest {

    private static final URI DELIVERY = URI.create("https://example.com");

    private final Workshop shop = new Workshop(true);
    private final AssetEvents events = new AssetEvents(shop.table, shop.table, shop.jobs, shop.table, shop.endings, DELIVERY, shop.clock, shop.log);

    private Task running(Target target) {
        Task task = shop.accepted(target);
        Task running = task.claimed("dead", shop.clock.instant(), shop.clock.instant().plusSeconds(60));
        assertTrue(shop.table.replace(task, running));
        shop.clock.advance(Duration.ofSeconds(61));
        return running;
    }

    private void apply(String eventId, CloudinaryEvent event) {
        events.apply(eventId, event, Optional.empty());
    }

    private CloudinaryEvent uploadOf(Task task, String type) {
        return new CloudinaryEvent.Uploaded("a1", "imagegen/" + task.id(), 17,
                URI.create("https://example.com/demo/image/upload/v17/imagegen/x.jpg"), "jpg", 512, 384, 99, type,
                Optional.of(task.id()), List.of());
    }

    /** An upload over the asset {@code a1}, which is of version 17. */
    private CloudinaryEvent uploadOver(long version) {
        return new CloudinaryEvent.Uploaded("a1", "imagegen/lamp", version, URI.create("https://example.com/x.png"), "png", 1, 1,
                1, "upload", Optional.empty(), List.of());
    }

    private CloudinaryEvent judgedUpload(String assetId, Optional<String> task) {
        var pending = new Moderation("manual", Verdict.PENDING, MutableClock.START);
        return new CloudinaryEvent.Uploaded(assetId, "imagegen/lamp", 17, URI.create("https://example.com/x.png"), "png", 1, 1, 1,
                "upload", task, List.of(pending));
    }

    /** A log of events that nobody may ask. */
    private void applyUnremembered(CloudinaryEvent event) {
        EventLog untouchable = new EventLog() {
            @Override
            public boolean applied(String eventId) {
                throw new IllegalStateException("Read");
            }

            @Override
            public void record(String eventId, Instant until) {
                throw new IllegalStateException("Written");
            }
        };
        new AssetEvents(shop.table, shop.table, shop.jobs, untouchable, shop.endings, DELIVERY, shop.clock, shop.log)
                .apply("e1", event, Optional.empty());
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

    /** Signed, and with a task in its context: so is any upload of somebody who may upload into the cloud. */
    @ParameterizedTest
    @CsvSource({
        "imagegen/lamp, https://example.com, upload",
        "imagegen/%s2, https://example.com, upload",
        "x/imagegen/%s, https://example.com, upload",
        "%s, https://example.com, upload",
        "imagegen/temporary/%s, https://example.com, upload",
        "imagegen/%s, https://example.org, upload",
        "imagegen/%s, https://example.com:8443, upload",
        "imagegen/%s, https://user@example.com, upload",
        "imagegen/%s, https://example.com.example.org, upload",
        "imagegen/%s, https://example.com, authenticated",
        "imagegen/%s, https://example.com, private",
        "imagegen/%s, https://example.com, UPLOAD",
    })
    void anUploadThatTheTaskDidNotOrderChangesNothing(String publicId, String host, String type) {
        Task task = running(Target.DEFAULT);

        apply("e1", upload("a1", publicId.formatted(task.id()), URI.create(host + "/demo/image/upload/v17/x.png"), type, task));

        assertEquals(task, shop.now(task));
        assertEquals(Optional.empty(), shop.table.ofAsset("a1"));
        assertEquals(List.of(), shop.jobs.sent());
        assertEquals(1, shop.logged("event_of_another_asset"));
        assertTrue(shop.table.applied("e1"));
    }

    private CloudinaryEvent upload(String assetId, String publicId, URI url, String type, Task task) {
        return new CloudinaryEvent.Uploaded(
                assetId, publicId, 17, url, "png", 512, 384, 99, type, Optional.of(task.id()), List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop/lamp", "imagegen/%s"})
    void anUploadUnderTheOrderedIdOrTheDerivedOneCompletesTheTask(String publicId) {
        Task task = running(new Target.Managed(Optional.of("shop/lamp"), Optional.empty()));

        apply("e1", upload("a1", publicId.formatted(task.id()), URI.create("https://EXAMPLE.com/x.png"), "upload", task));

        assertEquals("a1", state(task).assetId());
    }

    @Test
    void anUploadBeforeAnyWorkerBeganIsNotOfTheTask() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.clock.advance(Duration.ofHours(1));

        apply("e1", uploadOf(task, "upload"));

        assertEquals(task, shop.now(task));
        assertEquals(List.of(), shop.jobs.sent());
        assertEquals(1, shop.logged("event_of_another_asset"));
    }

    @Test
    void anUploadOfAnotherAssetThanTheTaskHasChangesNeither() {
        Task task = completed();
        Task other = running(Target.DEFAULT);
        shop.endings.complete(other, Samples.stored("b2"), OptionalLong.empty(), OptionalLong.empty(), List.of());
        Task ended = shop.now(other);

        apply("e1", upload("b2", "imagegen/lamp", URI.create("https://example.com/x.png"), "upload", task));
        apply("e2", judgedUpload("b2", Optional.of(task.id())));
        apply("e3", judgedUpload("c3", Optional.of(task.id())));

        assertEquals(task, shop.now(task));
        assertEquals(ended, shop.now(other));
        assertEquals(3, shop.logged("event_of_another_asset"));
    }

    @Test
    void anUploadOfAFailedTaskThatIsNotItsIsNotSaidToBe() {
        Task task = running(Target.DEFAULT);
        shop.endings.fail(task, new PublicError(ErrorCode.OUTCOME_UNKNOWN, "Nobody knows."), true);

        apply("e1", upload("a1", "imagegen/other", URI.create("https://example.com/x.png"), "upload", task));

        assertEquals(0, shop.logged("asset_of_failed_task"));
        assertEquals(1, shop.logged("event_of_another_asset"));
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
                1, "upload", Optional.empty(), List.of()));
        apply("e2", new CloudinaryEvent.Uploaded("b2", "cat", 1, URI.create("https://example.com/cat.png"), "png", 1, 1,
                1, "upload", Optional.of("0123"), List.of()));

        assertEquals(Optional.empty(), shop.table.ofAsset("b2"));
    }

    @Test
    void anUploadOfSomebodyElseInItsPlaceIsSaid() {
        Task task = completed();

        apply("e1", uploadOver(17));
        assertEquals(StoreNews.NONE, state(task).news(), "its own upload, or one before it");
        apply("e2", uploadOver(19));
        apply("e3", uploadOver(18));

        assertEquals(Optional.of(Instant.ofEpochSecond(19)), state(task).news().overwritten());
        assertEquals("a1", state(task).assetId());
    }

    @Test
    void theImageOfATaskThatFailedIsLeftForTheOperator() {
        Task task = running(Target.DEFAULT);
        shop.endings.fail(task, new PublicError(ErrorCode.OUTCOME_UNKNOWN, "Nobody knows."), true);

        apply("e1", uploadOf(task, "upload"));

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, shop.failure(task));
        assertEquals(1, shop.logged("asset_of_failed_task"));
    }

    @Test
    void anUploadThatSaysNothingNewIsNeitherLookedUpNorRemembered() {
        Task task = completed();

        applyUnremembered(uploadOf(task, "upload"));
        applyUnremembered(uploadOver(17));
        applyUnremembered(new CloudinaryEvent.Uploaded("b2", "cat", 1, URI.create("https://example.com/cat.png"), "png", 1, 1,
                1, "upload", Optional.of("0123"), List.of()));

        assertEquals(task, shop.now(task));
        assertEquals(List.of(), shop.jobs.sent());
        assertEquals(3, shop.logged("event_says_nothing"));
    }

    @Test
    void anUploadThatSaysSomethingIsAppliedAndRememberedUntilItSaysNothing() {
        Task task = completed();

        apply("e1", judgedUpload("a1", Optional.of(task.id())));
        apply("e2", uploadOver(19));

        assertTrue(state(task).news().pending());
        assertEquals(Optional.of(Instant.ofEpochSecond(19)), state(task).news().overwritten());
        assertTrue(shop.table.applied("e1") && shop.table.applied("e2"));
        applyUnremembered(judgedUpload("a1", Optional.of(task.id())));
        applyUnremembered(uploadOver(19));
    }

    @Test
    void aJudgedUploadOfAnImageThatNobodyKnowsYetIsKeptAndRemembered() {
        apply("e1", judgedUpload("b2", Optional.empty()));

        assertEquals(1, shop.jobs.sent().size());
        assertTrue(shop.table.applied("e1"));
    }
}
