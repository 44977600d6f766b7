package dev.imagegen.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.CreditsExhaustedException;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.Stores;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What accepting a task reserves and what its end settles, to the credit. */
public abstract class SettlementContract extends StoreFixture {

    protected SettlementContract(Stores stores) {
        super(stores);
    }

    @Test
    void aTaskThatTheCreditsDoNotCoverIsNotWritten() {
        accepted(48, 50);
        Task tooDear = Samples.task(cloud, Target.DEFAULT, 3, Allowance.limitedTo(50));

        var refusal = assertThrows(CreditsExhaustedException.class, () -> tasks.accept(tooDear));

        assertEquals(ErrorCode.CREDITS_EXHAUSTED, refusal.error().code());
        assertEquals(OptionalLong.of(2), refusal.limits().remaining());
        assertEquals(Optional.empty(), tasks.find(tooDear.id()));
        assertEquals(limited(50, 2, 48, 0, 0, 0), balance());
    }

    @Test
    void theFirstTaskOfAMonthIsRefusedIfItCostsMoreThanThePlan() {
        Task tooDear = Samples.task(cloud, Target.DEFAULT, 51, Allowance.limitedTo(50));

        assertThrows(CreditsExhaustedException.class, () -> tasks.accept(tooDear));

        assertEquals(Optional.empty(), tasks.find(tooDear.id()));
    }

    @Test
    void theLastCreditCanBeUsed() {
        accepted(50, 50);

        assertEquals(limited(50, 0, 50, 0, 0, 0), balance());
    }

    @Test
    void anUnlimitedPlanCountsWithoutALimit() {
        Task task = Samples.task(cloud, Target.DEFAULT, 1000, Allowance.unlimited());
        tasks.accept(task);
        Task running = claimed(task);
        assertTrue(tasks.replace(running, running.completed(Samples.completed(running, Samples.id()), List.of())));

        assertEquals(new Balance(OptionalLong.empty(), 0, 1000, 0, 0), balance());
    }

    @Test
    void aCallThatWasRepeatedIsPossibleSpendOfACompletedTaskToo() {
        Task running = claimed(accepted(3, 50));
        Task queued = running.requeuedAfterUnclearCall(Instant.now());
        assertTrue(tasks.replace(running, queued));
        assertEquals(Optional.of(queued), tasks.find(running.id()));
        Task again = claimed(queued);

        assertTrue(tasks.replace(again, again.completed(Samples.completed(again, Samples.id()), List.of())));

        assertEquals(3, balance().possibleSpend());
        assertEquals(0, balance().reserved());
    }

    @Test
    void aCompletedTaskSettlesItsCreditsAndIsFoundByItsAsset() {
        Task running = claimed(accepted(3, 50));
        String assetId = Samples.id();
        Task completed = running.completed(Samples.completed(running, assetId), List.of(Notice.info("more")));

        assertTrue(tasks.replace(running, completed));

        assertEquals(Optional.of(completed), tasks.find(running.id()));
        assertEquals(Optional.of(completed), tasks.ofAsset(assetId));
        assertEquals(limited(50, 47, 0, 3, 0, 0), balance());
    }

    @Test
    void aFailedTaskGivesItsCreditsBack() {
        Task running = claimed(accepted(3, 50));

        assertTrue(tasks.replace(running, running.failed(Samples.failed(ErrorCode.PROVIDER_FAILED))));

        assertEquals(limited(50, 50, 0, 0, 3, 0), balance());
    }

    @Test
    void anUnknownOutcomeGivesTheCreditsBackAndCountsThePossibleSpend() {
        Task running = claimed(accepted(3, 50));

        assertTrue(tasks.replace(running, running.failed(Samples.failed(ErrorCode.OUTCOME_UNKNOWN))));

        assertEquals(limited(50, 50, 0, 0, 3, 3), balance());
    }

    @Test
    void anAmendmentOfAnEndedTaskDoesNotTouchTheCredits() {
        Task running = claimed(accepted(3, 50));
        TaskState.Completed state = Samples.completed(running, Samples.id());
        Task completed = running.completed(state, List.of());
        assertTrue(tasks.replace(running, completed));

        Task amended = completed.amended(new TaskState.Completed(
                state.asset(), state.assetId(), state.credits(), Optional.empty(), Optional.of(NOW)));
        assertTrue(tasks.replace(completed, amended));

        assertEquals(Optional.of(amended), tasks.find(running.id()));
        assertEquals(limited(50, 47, 0, 3, 0, 0), balance());
    }

    @Test
    void ofManyEndsOneIsSettled() throws Exception {
        Task running = claimed(accepted(3, 50));

        List<Boolean> won = together(8, i -> () -> i % 2 == 0
                ? tasks.replace(running, running.completed(Samples.completed(running, Samples.id()), List.of()))
                : tasks.replace(running, running.failed(new TaskState.Failed(
                        Samples.failed(ErrorCode.OUTCOME_UNKNOWN).error(), true, NOW.plusMillis(i)))));

        assertEquals(1, won.stream().filter(w -> w).count());
        Balance balance = balance();
        assertEquals(0, balance.reserved());
        assertEquals(50, balance.remaining().getAsLong() + balance.used());
        assertEquals(3, balance.used() + balance.refunded());
    }

    @Test
    void manyAtOnceNeverSpendMoreThanThereIs() throws Exception {
        List<Boolean> accepted = together(24, i -> () -> {
            try {
                tasks.accept(Samples.task(cloud, Target.DEFAULT, 3, Allowance.limitedTo(50)));
                return true;
            } catch (CreditsExhaustedException e) {
                return false;
            }
        });

        assertEquals(16, accepted.stream().filter(a -> a).count());
        assertEquals(limited(50, 2, 48, 0, 0, 0), balance());
    }
}
