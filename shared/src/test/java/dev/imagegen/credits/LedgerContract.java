package dev.imagegen.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ModelName;
import dev.imagegen.contract.SizeAsked;
import dev.imagegen.task.StoreFixture;
import dev.imagegen.task.Order;
import dev.imagegen.task.Task;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.Stores;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a ledger has to do: it keeps the plan of each cloud and reads its months by key and by model. */
public abstract class LedgerContract extends StoreFixture {

    protected LedgerContract(Stores stores) {
        super(stores);
    }

    @Test
    void aPlanIsReadBackAndAMissingOneIsEmpty() {
        assertEquals(Optional.empty(), ledger.plan(cloud));
        ledger.setPlan(cloud, new Plan.Paid(OptionalLong.of(7)));
        assertEquals(Optional.of(new Plan.Paid(OptionalLong.of(7))), ledger.plan(cloud));
        ledger.setPlan(cloud, new Plan.Paid(OptionalLong.empty()));
        assertEquals(Optional.of(new Plan.Paid(OptionalLong.empty())), ledger.plan(cloud));
        ledger.setPlan(cloud, new Plan.Free());
        assertEquals(Optional.of(new Plan.Free()), ledger.plan(cloud));
    }

    @Test
    void aCloudWithoutAPlanIsPutOnTheFreeOneAndAnotherKeepsItsOwn() {
        assertEquals(new Plan.Free(), ledger.subscribe(cloud));
        assertEquals(Optional.of(new Plan.Free()), ledger.plan(cloud));

        ledger.setPlan(cloud, new Plan.Paid(OptionalLong.of(9)));
        assertEquals(new Plan.Paid(OptionalLong.of(9)), ledger.subscribe(cloud));
        assertEquals(Optional.of(new Plan.Paid(OptionalLong.of(9))), ledger.plan(cloud));
    }

    private Task acceptedOf(String key, long credits) {
        Task task = Samples.task(cloud, key, credits, Budget.of(Allowance.limitedTo(500)));
        tasks.accept(task);
        return task;
    }

    @Test
    void aMonthIsReadByKeyAndByModel() {
        completed(acceptedOf("a", 3));
        completed(acceptedOf("a", 5));
        acceptedOf("a", 7);
        completed(acceptedOf("b", 11));
        Task failing = claimed(acceptedOf("c", 13));
        assertTrue(tasks.replace(failing, failing.failed(Samples.failed(ErrorCode.OUTCOME_UNKNOWN))));

        Usage usage = ledger.usage(cloud, Samples.MONTH);

        assertEquals(Optional.of(balance()), usage.ofCloud());
        assertEquals(Map.of("flux-2-pro", new ModelUsage(3, 19)), usage.byModel());
        var none = OptionalLong.empty();
        assertEquals(
                Map.of(
                        "a", new KeyUsage(new Balance(none, 7, 8, 0, 0), Map.of("flux-2-pro", new ModelUsage(2, 8))),
                        "b", new KeyUsage(new Balance(none, 0, 11, 0, 0), Map.of("flux-2-pro", new ModelUsage(1, 11))),
                        "c", new KeyUsage(new Balance(none, 0, 0, 13, 13), Map.of())),
                usage.byKey());
        assertEquals(Optional.of(usage.byKey().get("a")), ledger.usage(cloud, Samples.MONTH, "a"));
        assertEquals(Optional.empty(), ledger.usage(cloud, Samples.MONTH, "d"));
    }

    /** Ids of newer models have dots in them. */
    @Test
    void modelIsCountedByItsIdWhateverSignsItHas() {
        Task task = acceptedOf("dotted", 4);
        Order o = task.order();
        String id = "grok-imagine-image-2.0-low-edit";
        Task dotted = new Task(Samples.id(), task.cloud(), task.apiKey(), task.requestId(), new Order(o.operation(),
                new ModelName(ModelName.NONE, Optional.empty(), id), o.prompt(), o.width(), o.height(), o.format(), o.seed(),
                o.target(), o.references(), o.notificationUrl(), Optional.of(new SizeAsked(Optional.empty()))),
                task.notices(), task.reservation(), task.createdAt(), task.expiresAt(), 0, 0, task.state());
        tasks.accept(dotted);
        completed(dotted);

        assertEquals(dotted.order(), tasks.find(dotted.id()).orElseThrow().order());
        assertEquals(Map.of(id, new ModelUsage(1, 4)), ledger.usage(cloud, Samples.MONTH).byModel());
    }

    @Test
    void aMonthInWhichNothingWasReservedIsEmptyAndOneIsNotTakenForAnother() {
        acceptedOf("a", 3);

        assertEquals(new Usage(Optional.empty(), Map.of()), ledger.usage(cloud, Samples.MONTH.plusMonths(1)));
        assertEquals(new Usage(Optional.empty(), Map.of()), ledger.usage(cloud + "x", Samples.MONTH));
        assertEquals(Optional.empty(), ledger.usage(cloud, Samples.MONTH.minusMonths(1), "a"));
    }
}
