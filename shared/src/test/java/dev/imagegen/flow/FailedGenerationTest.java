package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.imagegen.asset.StoreException;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Picture;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Png;
import dev.imagegen.testing.RecordingJobs.Sent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Engines and stores that fail: what is tried again, and what ends the task and gives the credits back. */
class FailedGenerationTest {

    private final Workshop shop = new Workshop(true);

    @ParameterizedTest
    @EnumSource(value = Failure.class, names = {"RATE_LIMITED", "OVERLOADED", "UNAVAILABLE_UNBILLED"}, mode = EnumSource.Mode.EXCLUDE)
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

        shop.completed(task);
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
        shop.completed(task);
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
}
