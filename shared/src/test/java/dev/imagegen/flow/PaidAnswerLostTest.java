package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Delivered;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The answer to a paid call that did not arrive: it is looked for where the engine remembers, and never asked for by a second call. */
class PaidAnswerLostTest {

    private final Workshop shop = new Workshop(false);

    @Test
    void aDeadWorkersPictureIsFoundAtAnEngineThatRemembers() {
        Task task = shop.orphaned();
        shop.engine.remembers(d -> Optional.of(
                new Delivered(Samples.stored("a1"), OptionalLong.of(9), OptionalLong.of(20_000), List.of())));

        shop.run(task);

        assertEquals("a1", shop.completed(task).assetId());
        assertEquals(2, shop.completed(task).credits());
        assertEquals(0, shop.engine.drawings().size());
    }

    @ParameterizedTest
    @EnumSource(value = Failure.class, names = {"OUTCOME_UNKNOWN", "BROKEN", "NO_IMAGE", "UNAVAILABLE"})
    void aLostAnswerIsLookedForAtAnEngineThatRemembers(Failure failure) {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            throw new EngineException(failure, "The answer was lost.");
        });
        shop.engine.remembers(d -> Optional.empty());

        shop.run(task);
        shop.runLast();
        assertInstanceOf(TaskState.Running.class, shop.now(task).state());
        shop.engine.remembers(d -> Optional.of(
                new Delivered(Samples.stored("a1"), OptionalLong.of(9), OptionalLong.empty(), List.of())));
        shop.clock.advance(Duration.ofMinutes(1));
        shop.sweep.run(Duration.ofMinutes(1));
        shop.runLast();

        assertEquals("a1", shop.completed(task).assetId());
        assertEquals(1, shop.engine.drawings().size());
        assertEquals(0, shop.balance().possibleSpend());
    }

    @ParameterizedTest
    @CsvSource({"OUTCOME_UNKNOWN, OUTCOME_UNKNOWN", "BROKEN, PROVIDER_FAILED", "NO_IMAGE, PROVIDER_FAILED"})
    void aLostAnswerEndsTheTaskAtOnceAtAnEngineThatDoesNotRemember(Failure failure, ErrorCode code) {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            throw new EngineException(failure, "The answer was lost.");
        });

        shop.run(task);

        assertEquals(code, shop.failure(task));
        assertEquals(1, shop.engine.drawings().size());
        assertEquals(3, shop.balance().possibleSpend());
        assertEquals(OptionalLong.of(50), shop.balance().remaining());
    }

    @Test
    void aLostAnswerThatIsNowhereEndsUnknown() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            throw new EngineException(Failure.OUTCOME_UNKNOWN, "The answer was lost.");
        });
        shop.engine.remembers(d -> Optional.empty());

        shop.run(task);
        shop.clock.advance(Duration.ofMinutes(10));
        shop.runLast();
        shop.runLast();

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, shop.failure(task));
        assertEquals(3, shop.balance().possibleSpend());
        assertEquals(1, shop.engine.drawings().size());
    }

    @Test
    void anEngineThatCanNotBeAskedJustNowIsAskedAgainUntilTheAnswerIsTakenForLost() {
        Task task = shop.orphaned();
        shop.engine.remembers(d -> {
            throw new EngineException(Failure.OVERLOADED, "It does not answer.");
        });

        shop.run(task);
        assertInstanceOf(TaskState.Running.class, shop.now(task).state());
        shop.clock.advance(Duration.ofMinutes(10));
        shop.run(task);
        shop.runLast();

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, shop.failure(task));
        assertEquals(3, shop.balance().possibleSpend());
        assertEquals(0, shop.engine.drawings().size());
    }
}
