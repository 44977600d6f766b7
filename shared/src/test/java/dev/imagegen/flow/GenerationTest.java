package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Picture;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Png;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way of a task through a worker when all is well, however often its message comes. */
class GenerationTest {

    private final Workshop shop = new Workshop(true);

    @Test
    void aQueuedTaskEndsWithItsAssetAndItsPrice() {
        Task task = shop.accepted(Target.DEFAULT);

        shop.generation.run(new Job.Advance(task.id()));

        var completed = shop.completed(task);
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
        var completed = shop.completed(task);
        assertEquals(end, assertInstanceOf(Storage.Temporary.class, completed.asset().storage()).expiresAt());
        assertEquals(Optional.of(end), completed.deleteAt());
    }

    @Test
    void anotherSizeThanAskedForIsSaidInANotice() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> new Picture(Png.of(256, 192), d.seed()));

        shop.generation.run(new Job.Advance(task.id()));

        var completed = shop.completed(task);
        assertEquals(256, completed.asset().width());
        assertEquals("flux-2-pro was asked for 512x384 and made 256x192.", shop.now(task).notices().getLast().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "ffffffffffffffffffffffffffffffff"})
    void anUnknownTaskIsLeftAlone(String id) {
        shop.generation.run(new Job.Advance(id));

        assertEquals(0, shop.engine.drawings().size());
    }
}
