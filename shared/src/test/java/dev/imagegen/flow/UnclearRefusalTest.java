package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A 503 that does not say when to come again may be a lie: the image may have been made and billed. */
class UnclearRefusalTest {

    private final Workshop shop = new Workshop(false);
    private final Task task = shop.accepted(Target.DEFAULT);

    private void answers(Failure... failures) {
        shop.engine.does(d -> {
            int call = shop.engine.drawings().size();
            if (call <= failures.length) {
                throw new EngineException(failures[call - 1], "It is not available.");
            }
            return Workshop.PICTURE;
        });
    }

    private void runToTheEnd() {
        for (int i = 0; i < 8; i++) {
            shop.run(task);
        }
    }

    @Test
    void unavailableProviderIsNotAskedAgainAndMayBill() {
        answers(Failure.UNAVAILABLE);

        runToTheEnd();

        assertEquals(1, shop.engine.drawings().size());
        assertEquals(ErrorCode.PROVIDER_OVERLOADED, shop.failure(task));
        assertEquals(3, shop.balance().possibleSpend());
    }

    @Test
    void repeatedCallThatSucceedsLeavesTheFirstAsPossibleSpend() {
        answers(Failure.UNAVAILABLE_UNBILLED);

        shop.run(task);
        assertInstanceOf(TaskState.Queued.class, shop.now(task).state());
        assertEquals(1, shop.now(task).repeatedCalls());
        assertEquals(0, shop.balance().possibleSpend(), "it is settled once, at the end");
        runToTheEnd();

        shop.completed(task);
        assertEquals(2, shop.engine.drawings().size());
        assertEquals(3, shop.balance().used());
        assertEquals(3, shop.balance().possibleSpend());
        assertEquals(0, shop.balance().reserved());
        assertEquals(1, shop.logged("possible_spend"));
    }

    @Test
    void secondUnclearCallIsTheLastAndBothArePossibleSpend() {
        answers(Failure.UNAVAILABLE_UNBILLED, Failure.UNAVAILABLE_UNBILLED);

        runToTheEnd();

        assertEquals(2, shop.engine.drawings().size());
        assertEquals(ErrorCode.PROVIDER_OVERLOADED, shop.failure(task));
        assertEquals(6, shop.balance().possibleSpend());
        assertEquals(OptionalLong.of(50), shop.balance().remaining());
    }

    @Test
    void clearRefusalAfterAnUnclearOneKeepsItsPossibleSpend() {
        answers(Failure.UNAVAILABLE_UNBILLED, Failure.CREDENTIALS);

        runToTheEnd();

        assertEquals(ErrorCode.PROVIDER_FAILED, shop.failure(task));
        assertEquals(3, shop.balance().possibleSpend());
    }

    @Test
    void taskCanceledBeforeItsSecondCallKeepsItsPossibleSpend() {
        answers(Failure.UNAVAILABLE_UNBILLED);
        shop.run(task);

        new Cancellation(shop.table, shop.endings).cancel(shop.now(task));

        assertEquals(3, shop.balance().possibleSpend());
        assertEquals(1, shop.engine.drawings().size());
    }

    @Test
    void workerThatDiesBeforeItNotesTheAnswerMakesNoSecondCall() {
        shop.engine.does(d -> {
            shop.table.failNext(1000);
            throw new EngineException(Failure.UNAVAILABLE_UNBILLED, "It is not available.");
        });
        assertThrows(RuntimeException.class, () -> shop.run(task));
        shop.table.failNext(0);

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
}
