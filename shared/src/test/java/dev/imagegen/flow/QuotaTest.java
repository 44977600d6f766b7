package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Limits;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.Ledger;
import dev.imagegen.credits.Plan;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.testing.Samples;
import java.time.YearMonth;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

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
            public Optional<Balance> balance(String cloud, YearMonth month, String apiKey) {
                throw new IllegalStateException("the table does not answer");
            }

            @Override
            public Optional<Balance> balance(String cloud, YearMonth month) {
                throw new IllegalStateException("The table does not answer");
            }
        };

        assertEquals(new Limits(OptionalLong.of(3), OptionalLong.empty(), OptionalLong.of(50)),
                new Quota(broken, shop.log).of(shop.accepted(Target.DEFAULT)));
    }
}
