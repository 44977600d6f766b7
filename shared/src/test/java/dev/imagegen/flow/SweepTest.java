package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.AssetStore;
import dev.imagegen.asset.StoreException;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.asset.Upload;
import dev.imagegen.contract.Target;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.RecordingJobs.Sent;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final Workshop shop = new Workshop(true);

    @Test
    void aTaskWhoseJobWasNeverSentGetsOne() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.clock.advance(Duration.ofSeconds(119));
        assertEquals(0, shop.sweep.run(LONG));

        shop.clock.advance(Duration.ofSeconds(1));
        assertEquals(1, shop.sweep.run(LONG));
        assertEquals(List.of(new Sent(new Job.Advance(task.id()), Duration.ZERO)), shop.jobs.sent());

        assertEquals(0, shop.sweep.run(LONG));
        shop.generation.run(new Job.Advance(task.id()));
        assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
    }

    @Test
    void aTaskWhoseWorkerDiedGetsAnotherOne() {
        Task task = shop.accepted(Target.DEFAULT);
        assertTrue(shop.table.replace(
                task, task.claimed("dead", shop.clock.instant(), shop.clock.instant().plusSeconds(60))));

        shop.clock.advance(Duration.ofSeconds(60));
        shop.sweep.run(LONG);

        assertEquals(List.of(new Sent(new Job.Advance(task.id()), Duration.ZERO)), shop.jobs.sent());
        shop.generation.run(new Job.Advance(task.id()));
        assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
    }

    @Test
    void aTaskWhoseUpstreamIsToBeAskedOrWhosePictureIsToBeStoredGetsAMessage() {
        Task asked = shop.accepted(Target.DEFAULT);
        Task running = asked.claimed("worker", shop.clock.instant(), shop.clock.instant().plusSeconds(60));
        assertTrue(shop.table.replace(asked, running));
        assertTrue(shop.table.replace(running, running.submitted(Samples.submitted("bfl"), List.of())));
        Task spooled = shop.accepted(Target.DEFAULT);
        Task drawn = spooled.claimed("worker", shop.clock.instant(), shop.clock.instant().plusSeconds(60));
        assertTrue(shop.table.replace(spooled, drawn));
        assertTrue(shop.table.replace(drawn, drawn.generated(
                new TaskState.Generated(true, shop.clock.instant().plusSeconds(61)))));

        shop.clock.advance(Duration.ofSeconds(61));
        shop.sweep.run(LONG);

        assertEquals(List.of(new Sent(new Job.Advance(asked.id()), Duration.ZERO),
                new Sent(new Job.Advance(spooled.id()), Duration.ZERO)), shop.jobs.sent());
    }

    @Test
    void aTemporaryAssetIsDeletedWhenItsTimeIsOverAndOnce() {
        Task task = shop.accepted(new Target.Temporary());
        shop.generation.run(new Job.Advance(task.id()));

        shop.clock.advance(Workshop.TEMPORARY_LIFE.minusSeconds(1));
        shop.sweep.run(LONG);
        assertEquals(List.of(), shop.assets.deleted());

        shop.clock.advance(Duration.ofSeconds(1));
        shop.sweep.run(LONG);
        shop.sweep.run(LONG);

        assertEquals(List.of(task.id()), shop.assets.deleted());
        var completed = assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
        assertEquals(Optional.of(shop.clock.instant()), completed.assetGone());
        assertEquals(3, shop.balance().used());
    }

    @Test
    void aTaskThatCanNotBeLookedAfterDoesNotKeepTheOthersFromIt() {
        Task task = shop.accepted(Target.DEFAULT);
        Task temporary = shop.accepted(new Target.Temporary());
        shop.generation.run(new Job.Advance(temporary.id()));
        shop.jobs.breakDown();
        shop.clock.advance(Workshop.TEMPORARY_LIFE);

        assertEquals(2, shop.sweep.run(LONG));

        assertInstanceOf(TaskState.Queued.class, shop.now(task).state());
        assertEquals(List.of(temporary.id()), shop.assets.deleted());
    }

    @Test
    void aSweepStopsWhenItsTimeIsOver() {
        shop.accepted(Target.DEFAULT);
        shop.clock.advance(Duration.ofMinutes(3));

        assertEquals(0, shop.sweep.run(Duration.ZERO));
        assertEquals(1, shop.sweep.run(LONG));
    }

    /** The temporary images are due longest, so the sweep comes to them first. */
    @ParameterizedTest
    @CsvSource({"true, 3", "false, 5"})
    void aStoreThatHangsDoesNotKeepTheSweepFromTheTasksThatNeedNone(boolean passing, int tried) {
        for (int i = 0; i < 5; i++) {
            shop.generation.run(new Job.Advance(shop.accepted(new Target.Temporary()).id()));
        }
        shop.clock.advance(Workshop.TEMPORARY_LIFE);
        Task queued = shop.accepted(Target.DEFAULT);
        shop.clock.advance(Duration.ofDays(1));
        List<String> asked = new ArrayList<>();
        Sweep sweep = new Sweep(shop.table, shop.jobs, new AssetsThatStay(id -> {
            asked.add(id);
            shop.clock.advance(passing ? Duration.ofSeconds(92) : Duration.ofSeconds(1));
            throw new StoreException(passing, "It cannot be deleted.", null);
        }), shop.clock, shop.log);

        assertEquals(6, sweep.run(Duration.ofSeconds(40)));

        assertEquals(tried, asked.size());
        assertEquals(List.of(new Sent(new Job.Advance(queued.id()), Duration.ZERO)), shop.jobs.sent());
    }

    private record AssetsThatStay(Consumer<String> deleting) implements AssetStore {
        @Override
        public StoredAsset store(Upload upload) {
            throw new IllegalStateException("A sweep stores nothing");
        }

        @Override
        public void delete(String assetId) {
            deleting.accept(assetId);
        }

        @Override
        public StoredAsset move(StoredAsset asset, String publicId, boolean overwrite) {
            throw new IllegalStateException("A sweep moves nothing");
        }

        @Override
        public Optional<byte[]> fetch(String assetId, Predicate<String> readable) {
            throw new IllegalStateException("A sweep fetches nothing");
        }
    }
}
