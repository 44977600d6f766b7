package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.asset.StoreException;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Picture;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Png;
import dev.imagegen.testing.RecordingJobs.Sent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationTest {

    private final Workshop shop = new Workshop(true);

    @Test
    void aQueuedTaskEndsWithItsAssetAndItsPrice() {
        Task task = shop.accepted(Target.DEFAULT);

        shop.generation.run(new Job.Advance(task.id()));

        var completed = assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
        assertEquals(512, completed.asset().width());
        assertEquals(384, completed.asset().height());
        assertEquals(ImageFormat.PNG, completed.asset().format());
        assertEquals(OptionalLong.of(42), completed.asset().seed());
        assertEquals("flux-2-pro", completed.asset().model().id());
        assertEquals(3, completed.credits());
        assertEquals(Optional.empty(), completed.deleteAt());
        assertEquals(3, shop.balance().used());
        assertEquals(0, shop.balance().reserved());
    }

    @Test
    void theSameMessageTenTimesMakesOneImageAndOneCharge() {
        Task task = shop.accepted(Target.DEFAULT);

        for (int i = 0; i < 10; i++) {
            shop.generation.run(new Job.Advance(task.id()));
        }

        assertEquals(1, shop.engine.drawings().size());
        assertEquals(1, shop.assets.uploads());
        assertEquals(3, shop.balance().used());
    }

    @Test
    void twoWorkersAtOnceMakeOneImageAndOneCharge() throws Exception {
        Task task = shop.accepted(Target.DEFAULT);
        var drawing = new CountDownLatch(1);
        var secondIsDone = new CountDownLatch(1);
        shop.engine.does(d -> {
            drawing.countDown();
            await(secondIsDone);
            return new Picture(Png.of(d.width(), d.height()), d.seed());
        });

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> shop.generation.run(new Job.Advance(task.id())));
            await(drawing);
            shop.generation.run(new Job.Advance(task.id()));
            secondIsDone.countDown();
            first.get();
        }

        assertEquals(1, shop.engine.drawings().size());
        assertEquals(1, shop.assets.uploads());
        assertEquals(3, shop.balance().used());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTemporaryTargetEndsWhenItsTimeIsOver() {
        Task task = shop.accepted(new Target.Temporary());

        shop.generation.run(new Job.Advance(task.id()));

        var end = MutableClock.START.plus(Workshop.TEMPORARY_LIFE);
        var completed = assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
        assertEquals(end, assertInstanceOf(Storage.Temporary.class, completed.asset().storage()).expiresAt());
        assertEquals(Optional.of(end), completed.deleteAt());
    }

    @Test
    void anotherSizeThanAskedForIsSaidInANotice() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> new Picture(Png.of(256, 192), d.seed()));

        shop.generation.run(new Job.Advance(task.id()));

        var completed = assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
        assertEquals(256, completed.asset().width());
        assertEquals("flux-2-pro was asked for 512x384 and made 256x192.", shop.now(task).notices().getLast().text());
    }

    @ParameterizedTest
    @EnumSource(value = Failure.class, names = {"RATE_LIMITED", "OVERLOADED"}, mode = EnumSource.Mode.EXCLUDE)
    void aFailureThatMayNotBeRepeatedEndsTheTaskAtOnceAndGivesTheCreditsBack(Failure failure) {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            throw new EngineException(failure, "It did not work.");
        });

        shop.generation.run(new Job.Advance(task.id()));
        shop.generation.run(new Job.Advance(task.id()));

        assertEquals(1, shop.engine.drawings().size());
        assertEquals(failure.code(), shop.failure(task));
        assertEquals(OptionalLong.of(50), shop.balance().remaining());
        assertEquals(failure.maybeBilled() ? 3 : 0, shop.balance().possibleSpend());
        assertEquals(List.of(), shop.jobs.sent());
    }

    @ParameterizedTest
    @CsvSource({"OVERLOADED, 1 2 4", "RATE_LIMITED, 1 2 4 8 16"})
    void aBusyEngineIsAskedAgainALittleLaterAndThenTheTaskFails(Failure failure, String pauses) {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            throw new EngineException(failure, "Too much to do.");
        });

        for (int i = 0; i < 8; i++) {
            shop.generation.run(new Job.Advance(task.id()));
        }

        Job job = new Job.Advance(task.id());
        List<Sent> expected = Arrays.stream(pauses.split(" "))
                .map(seconds -> new Sent(job, Duration.ofSeconds(Long.parseLong(seconds))))
                .toList();
        assertEquals(expected, shop.jobs.sent());
        assertEquals(expected.size() + 1, shop.engine.drawings().size());
        assertEquals(ErrorCode.PROVIDER_OVERLOADED, shop.failure(task));
        assertEquals(OptionalLong.of(50), shop.balance().remaining());
    }

    @Test
    void anEngineThatRecoversMakesTheImage() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            if (shop.engine.drawings().size() == 1) {
                throw new EngineException(Failure.OVERLOADED, "Too much to do.");
            }
            return new Picture(Png.of(d.width(), d.height()), d.seed());
        });

        shop.generation.run(new Job.Advance(task.id()));
        assertInstanceOf(TaskState.Queued.class, shop.now(task).state());
        shop.generation.run(new Job.Advance(task.id()));

        assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
        assertEquals(3, shop.balance().used());
    }

    @Test
    void anAnswerThatHoldsNoImageIsNoImage() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> new Picture(new byte[] {1, 2, 3}, d.seed()));

        shop.generation.run(new Job.Advance(task.id()));

        assertEquals(ErrorCode.PROVIDER_FAILED, shop.failure(task));
        assertEquals(0, shop.assets.uploads());
    }

    @Test
    void aStoreThatCanNotBeReachedIsTriedAgainLater() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.assets.failOnce(new StoreException(true, "The store cannot be reached.", null));

        shop.generation.run(new Job.Advance(task.id()));

        assertInstanceOf(TaskState.Generated.class, shop.now(task).state());
        assertEquals(List.of(new Sent(new Job.Advance(task.id()), Duration.ofSeconds(15))), shop.jobs.sent());
        shop.generation.run(new Job.Advance(task.id()));
        assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
        assertEquals(1, shop.engine.drawings().size());
        assertEquals(1, shop.assets.count());
        assertEquals(3, shop.balance().used());
    }

    @Test
    void aStoreThatRefusesEndsTheTask() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.assets.failOnce(new StoreException(false, "There is no such preset.", null));

        shop.generation.run(new Job.Advance(task.id()));

        assertEquals(ErrorCode.STORE_FAILED, shop.failure(task));
        assertEquals(OptionalLong.of(50), shop.balance().remaining());
    }

    @Test
    void aBugLeavesTheTaskToTheSweep() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            throw new IllegalStateException("A bug");
        });

        assertThrows(IllegalStateException.class, () -> shop.generation.run(new Job.Advance(task.id())));

        assertInstanceOf(TaskState.Running.class, shop.now(task).state());
    }

    @Test
    void aTaskWhoseWorkerDiedIsDrawnAgainOnlyWhenTheLeaseIsOver() {
        Task task = shop.accepted(Target.DEFAULT);
        Task dead = task.claimed("dead", shop.clock.instant(), shop.clock.instant().plusSeconds(60));
        assertTrue(shop.table.replace(task, dead));

        shop.clock.advance(Duration.ofSeconds(59));
        shop.generation.run(new Job.Advance(task.id()));
        assertEquals(0, shop.engine.drawings().size());

        shop.clock.advance(Duration.ofSeconds(1));
        shop.generation.run(new Job.Advance(task.id()));
        assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
        assertEquals(2, shop.now(task).attempt());
        assertEquals(3, shop.balance().used());
    }

    @Test
    void aTaskWhoseWorkerDiedIsNotPaidForAgainWhereDrawingCosts() {
        Workshop paid = new Workshop(false);
        Task task = paid.accepted(Target.DEFAULT);
        Task claimed = task.claimed("dead", paid.clock.instant(), paid.clock.instant().plusSeconds(60));
        assertTrue(paid.table.replace(task, claimed));
        assertTrue(paid.table.replace(claimed, claimed.calling(
                new TaskState.Calling("scripted", paid.clock.instant().plusSeconds(600)))));

        paid.clock.advance(Duration.ofSeconds(599));
        paid.generation.run(new Job.Advance(task.id()));
        assertInstanceOf(TaskState.Running.class, paid.now(task).state());
        paid.clock.advance(Duration.ofSeconds(1));
        paid.generation.run(new Job.Advance(task.id()));

        assertEquals(0, paid.engine.drawings().size());
        assertEquals(ErrorCode.OUTCOME_UNKNOWN, paid.failure(task));
        assertEquals(3, paid.balance().possibleSpend());
        assertEquals(OptionalLong.of(50), paid.balance().remaining());
    }

    @Test
    void aLongDrawingKeepsItsLease() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            for (int i = 0; i < 12; i++) {
                shop.clock.advance(Duration.ofSeconds(10));
                shop.heart.beat();
                shop.generation.run(new Job.Advance(task.id()));
            }
            return new Picture(Png.of(d.width(), d.height()), d.seed());
        });

        shop.generation.run(new Job.Advance(task.id()));

        assertEquals(1, shop.engine.drawings().size());
        assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
        assertEquals(1, shop.now(task).attempt());
        assertEquals(0, shop.heart.beating());
    }

    @Test
    void aHeartStopsWithItsWorker() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            throw new IllegalStateException("A bug");
        });

        assertThrows(IllegalStateException.class, () -> shop.generation.run(new Job.Advance(task.id())));

        assertEquals(0, shop.heart.beating());
    }

    @Test
    void aTaskThatKillsItsWorkersFailsAfterTenOfThem() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            throw new IllegalStateException("It takes the machine down");
        });

        for (int i = 0; i < 10; i++) {
            assertThrows(IllegalStateException.class, () -> shop.generation.run(new Job.Advance(task.id())));
            shop.clock.advance(Duration.ofMinutes(5));
        }
        shop.generation.run(new Job.Advance(task.id()));

        assertEquals(10, shop.engine.drawings().size());
        assertEquals(ErrorCode.INTERNAL_ERROR, shop.failure(task));
        assertEquals(OptionalLong.of(50), shop.balance().remaining());
    }

    @Test
    void aWorkerThatComesBackAfterItsLeaseChangesNothing() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            if (shop.engine.drawings().size() == 1) {
                shop.clock.advance(Duration.ofMinutes(10));
                shop.generation.run(new Job.Advance(task.id()));
            }
            return new Picture(Png.of(d.width(), d.height()), d.seed());
        });

        shop.generation.run(new Job.Advance(task.id()));

        assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
        assertEquals(2, shop.now(task).attempt());
        assertEquals(1, shop.assets.count());
        assertEquals(3, shop.balance().used());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "ffffffffffffffffffffffffffffffff"})
    void anUnknownTaskIsLeftAlone(String id) {
        shop.generation.run(new Job.Advance(id));

        assertEquals(0, shop.engine.drawings().size());
    }
}
