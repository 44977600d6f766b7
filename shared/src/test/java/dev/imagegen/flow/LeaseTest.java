package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Picture;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Png;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Workers that die, take long or come back: a task is with one of them at a time. */
class LeaseTest {

    private final Workshop shop = new Workshop(true);

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
        shop.completed(task);
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
        paid.runLast();

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
        shop.completed(task);
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

        shop.completed(task);
        assertEquals(2, shop.now(task).attempt());
        assertEquals(1, shop.assets.count());
        assertEquals(3, shop.balance().used());
    }
}
