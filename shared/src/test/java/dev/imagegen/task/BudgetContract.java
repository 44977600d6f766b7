package dev.imagegen.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Budget;
import dev.imagegen.credits.CreditsExhaustedException;
import dev.imagegen.credits.TooManyTasksException;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.Stores;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The limits that a task is accepted under: those of its cloud, and the cap and the number of tasks at once of its key. */
public abstract class BudgetContract extends StoreFixture {

    protected BudgetContract(Stores stores) {
        super(stores);
    }

    private Task budgeted(long credits, Budget budget) {
        return Samples.task(cloud, "key-of-" + cloud, credits, budget);
    }

    private static Budget budget(long ofCloud, long ofKey, int tasksAtOnce) {
        return new Budget(Allowance.limitedTo(ofCloud), Allowance.limitedTo(ofKey), OptionalInt.of(tasksAtOnce));
    }

    @Test
    void aLimitThatWasRaisedOrLoweredHoldsForTheNextTaskOfTheSameMonth() {
        tasks.accept(budgeted(40, Budget.of(Allowance.limitedTo(50))));

        var lower = budgeted(1, Budget.of(Allowance.limitedTo(30)));
        assertEquals(
                OptionalLong.of(0),
                assertThrows(CreditsExhaustedException.class, () -> tasks.accept(lower)).limits().remaining());
        tasks.accept(budgeted(40, Budget.of(Allowance.limitedTo(100))));
        tasks.accept(budgeted(1000, Budget.of(Allowance.unlimited())));
        assertEquals(OptionalLong.empty(), balance().remaining());
        assertThrows(
                CreditsExhaustedException.class,
                () -> tasks.accept(budgeted(1, Budget.of(Allowance.limitedTo(1080)))));
        assertEquals(1080, balance().reserved());
    }

    @Test
    void aCapOfTheKeyRefusesWhatTheCloudWouldCoverAndNothingIsReserved() {
        tasks.accept(budgeted(8, budget(50, 10, 9)));

        var refusal = assertThrows(CreditsExhaustedException.class, () -> tasks.accept(budgeted(3, budget(50, 10, 9))));

        assertEquals(ErrorCode.KEY_CAP_REACHED, refusal.error().code());
        assertEquals(OptionalLong.of(2), refusal.limits().remaining());
        assertEquals(OptionalLong.of(10), refusal.limits().limit());
        assertEquals(limited(50, 42, 8, 0, 0, 0), balance());
        var tooDear = assertThrows(CreditsExhaustedException.class, () -> tasks.accept(budgeted(11, budget(50, 10, 9))));
        assertEquals(OptionalLong.of(2), tooDear.limits().remaining());
    }

    @Test
    void aKeyHasAsManyTasksAtOnceAsItMayAndOneMoreWhenOneHasEnded() {
        Task first = budgeted(1, budget(50, 50, 2));
        tasks.accept(first);
        tasks.accept(budgeted(1, budget(50, 50, 2)));

        var refusal = assertThrows(TooManyTasksException.class, () -> tasks.accept(budgeted(1, budget(50, 50, 2))));

        assertEquals(Map.of("limit", 2), refusal.error().details());
        assertEquals(limited(50, 48, 2, 0, 0, 0), balance());
        assertTrue(tasks.replace(first, first.failed(Samples.failed(ErrorCode.PROVIDER_FAILED))));
        tasks.accept(budgeted(1, budget(50, 50, 2)));
        assertThrows(TooManyTasksException.class, () -> tasks.accept(budgeted(1, budget(50, 50, 2))));
    }

    @Test
    void aTaskThatHasEndedAlreadyTakesNoCreditsAndItsClientIsOwed() {
        Task queued = budgeted(0, budget(0, 0, 0));
        Task ended = new Task(queued.id(), cloud, queued.apiKey(), queued.requestId(), queued.order(), queued.notices(),
                queued.reservation(), queued.createdAt(), queued.expiresAt(), 0, 0, Samples.completed(queued, Samples.id()));

        tasks.accept(ended);

        assertEquals(Optional.of(ended), tasks.find(ended.id()));
        assertEquals(Optional.empty(), ledger.balance(cloud, Samples.MONTH));
        assertEquals(Optional.empty(), ledger.usage(cloud, Samples.MONTH, ended.apiKey()));
    }
}
