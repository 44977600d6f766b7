package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Limits;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.Budget;
import dev.imagegen.credits.KeyUsage;
import dev.imagegen.credits.Ledger;
import dev.imagegen.credits.Plan;
import dev.imagegen.credits.Usage;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.testing.Samples;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaTest {

    private final Workshop shop = new Workshop(true);
    private final Quota quota = new Quota(shop.table, shop.log);

    private static Limits limits(long used, long remaining) {
        return new Limits(OptionalLong.of(used), OptionalLong.of(remaining), OptionalLong.of(50));
    }

    @Test
    void aTaskThatRunsShowsWhatItHolds() {
        assertEquals(limits(3, 47), quota.of(shop.accepted(Target.DEFAULT)));
    }

    @Test
    void aCompletedTaskShowsWhatItCost() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.generation.run(new Job.Advance(task.id()));

        assertEquals(limits(3, 47), quota.of(shop.now(task)));
    }

    @Test
    void aFailedTaskCostNothing() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.table.replace(task, task.failed(Samples.failed(ErrorCode.PROVIDER_FAILED)));

        assertEquals(limits(0, 50), quota.of(shop.now(task)));
    }

    private Task capped(long credits, long ofCloud, long ofKey) {
        var budget = new Budget(Allowance.limitedTo(ofCloud), Allowance.limitedTo(ofKey), OptionalInt.empty());
        Task task = Samples.task(Samples.CLOUD, "a-key", credits, budget);
        shop.table.accept(task);
        return task;
    }

    @ParameterizedTest
    @CsvSource({"3, 50, 10, 7, 10", "3, 10, 50, 7, 10", "3, 10, 10, 7, 10"})
    void aKeyWithACapIsShownWhatIsTighter(long credits, long ofCloud, long ofKey, long remaining, long limit) {
        assertEquals(
                new Limits(OptionalLong.of(credits), OptionalLong.of(remaining), OptionalLong.of(limit)),
                quota.of(capped(credits, ofCloud, ofKey)));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "79, 100, 1000, -", "80, 100, 1000, 80 of the 100 credits for 2026-11", "100, 100, 1000, 100 of the 100 credits for 2026-11",
        "8, 100, 10, 8 of the 10 credits of this key for 2026-11", "7, 100, 10, -",
    })
    void fromFourFifthsOfTheLimitOnAWarningSaysWhatIsUsedAndWhenItIsReset(long credits, long ofCloud, long ofKey, String words) {
        var notices = words == null ? List.of() : List.of(
                Notice.warning(words + " are used or reserved. They are reset at 2026-12-01T00:00:00Z."));
        assertEquals(notices, quota.shown(capped(credits, ofCloud, ofKey)).notices());
    }

    @Test
    void aBalanceThatCanNotBeReadIsLeftOut() {
        Ledger broken = new Ledger() {
            @Override
            public Optional<Plan> plan(String cloud) {
                return Optional.empty();
            }

            @Override
            public void setPlan(String cloud, Plan plan) {
                throw new IllegalStateException("No plan is set here");
            }

            @Override
            public Plan subscribe(String cloud) {
                throw new AssertionError("Reading the quota subscribes nobody");
            }

            @Override
            public Optional<Balance> balance(String cloud, YearMonth month) {
                throw new IllegalStateException("The table does not answer");
            }

            @Override
            public Optional<KeyUsage> usage(String cloud, YearMonth month, String apiKey) {
                throw new IllegalStateException("The table does not answer");
            }

            @Override
            public Usage usage(String cloud, YearMonth month) {
                throw new AssertionError("The quota needs no whole month");
            }
        };

        assertEquals(new Limits(OptionalLong.of(3), OptionalLong.empty(), OptionalLong.of(50)),
                new Quota(broken, shop.log).of(shop.accepted(Target.DEFAULT)));
    }
}
