package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.imagegen.contract.Target;
import dev.imagegen.engine.Delivered;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Upstream;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Png;
import dev.imagegen.testing.Samples;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table writes what the worker says, and the worker does not hear of it; or it does not write for a moment. */
class LostWritesTest {

    private final Workshop shop = new Workshop(false);
    private Task task;

    @BeforeEach
    void accepts() {
        task = shop.accepted(Target.DEFAULT);
    }

    private Pending pending() {
        return new Pending(new Upstream(
                "scripted", "job-1", URI.create("https://api.example.com/1"), shop.clock.instant(), OptionalLong.empty()));
    }

    /** While the engine is at it. */
    private void renewalIsLost() {
        shop.table.loseAnswers(1);
        shop.heart.beat();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anUpstreamIsWrittenDownAfterARenewalWhoseAnswerWasLost(int renewalsAfterIt) {
        shop.engine.does(d -> {
            renewalIsLost();
            for (int i = 0; i < renewalsAfterIt; i++) {
                shop.clock.advance(Duration.ofSeconds(10));
                shop.heart.beat();
            }
            return pending();
        });

        shop.run(task);

        var submitted = assertInstanceOf(TaskState.Submitted.class, shop.now(task).state());
        assertEquals("job-1", submitted.upstream().id());
    }

    @Test
    void aPictureEndsItsTaskAfterARenewalWhoseAnswerWasLost() {
        shop.engine.does(d -> {
            renewalIsLost();
            return new Picture(Png.of(512, 384), OptionalLong.of(42));
        });

        shop.run(task);

        assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
    }

    @Test
    void anAssetEndsItsTaskAfterARenewalWhoseAnswerWasLost() {
        shop.engine.does(d -> {
            renewalIsLost();
            return new Delivered(Samples.stored("a1"), OptionalLong.empty(), OptionalLong.empty(), List.of());
        });

        shop.run(task);

        assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
    }

    @Test
    void theCallIsMadeAfterARenewalWhoseAnswerWasLost() {
        shop.engine.does(d -> pending());

        shop.watchedBy((step, id) -> {
            if (step == Step.REFERENCES_FETCHED) {
                renewalIsLost();
            }
        }).run(new Job.Advance(task.id()));

        assertEquals(1, shop.engine.drawings().size());
        assertInstanceOf(TaskState.Submitted.class, shop.now(task).state());
    }

    @Test
    void theCallIsMadeOnceWhenTheAnswerAboutItsIntentWasLost() {
        shop.engine.does(d -> pending());

        shop.watchedBy((step, id) -> {
            if (step == Step.REFERENCES_FETCHED) {
                shop.table.loseAnswers(1);
            }
        }).run(new Job.Advance(task.id()));

        assertEquals(1, shop.engine.drawings().size());
        assertInstanceOf(TaskState.Submitted.class, shop.now(task).state());
    }

    @ParameterizedTest
    @EnumSource(value = Failure.class, names = {"RATE_LIMITED", "OVERLOADED"})
    void aCallThatSurelyDidNotRunIsMadeAgainThoughTheTableDidNotAnswerForAMoment(Failure failure) {
        shop.engine.does(d -> {
            shop.table.failNext(5);
            throw new EngineException(failure, "Not now.");
        });

        shop.run(task);

        assertInstanceOf(TaskState.Queued.class, shop.now(task).state());
    }

    @Test
    void aRefusalIsNoPossibleSpendThoughTheTableDidNotAnswerForAMoment() {
        shop.engine.does(d -> {
            shop.table.failNext(5);
            throw new EngineException(Failure.REFUSED, "Not that.");
        });

        shop.run(task);

        assertInstanceOf(TaskState.Failed.class, shop.now(task).state());
        assertEquals(0, shop.balance().possibleSpend());
    }

    @Test
    void aWorkerWhoseTaskWasTakenDoesNotWinItBackWithARenewalInDoubt() {
        shop.engine.does(d -> {
            shop.table.failNext(1);
            shop.heart.beat();
            Task now = shop.now(task);
            shop.table.replace(now, now.renewed(shop.clock.instant()));
            return pending();
        });

        shop.run(task);

        assertInstanceOf(TaskState.Running.class, shop.now(task).state());
    }
}
