package dev.imagegen.flow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Picture;
import dev.imagegen.image.Bitmap;
import dev.imagegen.image.Encoder;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A synchronous engine that costs money: one call, whatever becomes of the worker, and no more credits than it cost. */
class PaidOnceTest {

    private final Workshop shop = new Workshop(false);

    @Test
    void theIntentIsDurableBeforeTheCall() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            var running = assertInstanceOf(TaskState.Running.class, shop.now(task).state());
            assertEquals(Optional.of("scripted"), running.calling().map(TaskState.Calling::engine));
            return Workshop.PICTURE;
        });

        shop.run(task);

        shop.completed(task);
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
    @CsvSource({"255, 1", "256, 0"})
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
        shop.completed(task);
    }

    @Test
    void aWorkerThatDiedBeforeItsIntentCostsNothing() {
        Task task = shop.accepted(Target.DEFAULT);
        Instant now = shop.clock.instant();
        assertTrue(shop.table.replace(task, task.claimed("dead", now, now.plusSeconds(40))));
        shop.clock.advance(Duration.ofSeconds(40));

        shop.run(task);

        shop.completed(task);
        assertEquals(1, shop.engine.drawings().size());
        assertEquals(2, shop.now(task).attempt());
    }

    @Test
    void aWorkerThatWasCutOffAndLivesEndsItsTaskAllTheSame() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            shop.clock.advance(Duration.ofMinutes(5));
            shop.run(task);
            return Workshop.PICTURE;
        });

        shop.run(task);

        shop.completed(task);
        assertEquals(1, shop.engine.drawings().size());
        assertEquals(3, shop.balance().used());
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
            shop.runLast();
        }

        assertEquals(1, shop.engine.drawings().size());
        assertEquals(ErrorCode.OUTCOME_UNKNOWN, shop.failure(task));
        assertEquals(3, shop.balance().possibleSpend());
    }

    @Test
    void whatTheProviderSaysItCostIsSettledInWholeCredits() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> new Picture(Workshop.PICTURE.bytes(), d.seed(), OptionalLong.of(10_001), List.of()));

        shop.run(task);

        assertEquals(2, shop.completed(task).credits());
        assertEquals(2, shop.balance().used());
        assertEquals(OptionalLong.of(48), shop.balance().remaining());
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "1, 1", "10000, 1", "30000, 3", "30001, 3", "999999999, 3"})
    void itIsNeverMoreThanWasReservedAndNeverNothing(long microDollars, long credits) {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> new Picture(Workshop.PICTURE.bytes(), d.seed(), OptionalLong.of(microDollars), List.of()));

        shop.run(task);

        assertEquals(credits, shop.completed(task).credits());
        assertEquals(0, shop.balance().reserved());
        assertEquals(microDollars > 30000 ? 1 : 0, shop.logged("image_cost_more"), "the operator bears the rest");
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

        assertEquals(ImageFormat.PNG, shop.completed(task).asset().format());
        assertEquals(List.of(Notice.info("a notice")), shop.now(task).notices());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0\0\0 ftypavif\0\0\0\0", "\0\0\0 ftypheic\0\0\0\0", "\0\0\0\fJXL \r\n\u0087\n", "<svg width='8' height='8'/>"})
    void formatThatIsNotDecodedHereIsLeftToTheStore(String start) {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> new Picture(Arrays.copyOf(start.getBytes(ISO_8859_1), 64), d.seed()));

        shop.run(task);

        assertEquals(ImageFormat.PNG, shop.completed(task).asset().format());
        assertEquals(0, shop.balance().possibleSpend());
    }
}
