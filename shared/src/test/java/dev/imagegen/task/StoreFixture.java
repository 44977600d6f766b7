package dev.imagegen.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.Ledger;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.Stores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A cloud of its own at a table, and what tests of tables have in common. */
public abstract class StoreFixture {

    protected static final Instant NOW = MutableClock.START;

    /** Each test has a cloud of its own, so that tests can share a table. */
    protected final String cloud = "cloud-" + Samples.id();
    protected final TaskStore tasks;
    protected final Ledger ledger;

    protected StoreFixture(Stores stores) {
        this.tasks = stores.tasks();
        this.ledger = stores.ledger();
    }

    protected Task accepted(long credits, long limit) {
        Task task = Samples.task(cloud, Target.DEFAULT, credits, Allowance.limitedTo(limit));
        tasks.accept(task);
        return task;
    }

    protected Task claimed(Task task) {
        Task claimed = task.claimed("worker-" + Samples.id(), NOW, NOW.plusSeconds(60));
        assertTrue(tasks.replace(task, claimed));
        return claimed;
    }

    protected Task completed(Target target) {
        Task task = Samples.task(cloud, target, 3, Allowance.limitedTo(50));
        tasks.accept(task);
        return completed(task);
    }

    protected Task completed(Task task) {
        Task running = claimed(task);
        Task completed = running.completed(Samples.completed(running, Samples.id()), List.of());
        assertTrue(tasks.replace(running, completed));
        return completed;
    }

    /** Of this month. */
    protected Balance balance() {
        return ledger.balance(cloud, Samples.MONTH).orElseThrow();
    }

    /** What a balance is, and what it leaves of its limit. */
    protected static Balance limited(long limit, long remaining, long reserved, long used, long refunded, long possible) {
        var balance = new Balance(OptionalLong.of(limit), reserved, used, refunded, possible);
        assertEquals(OptionalLong.of(remaining), balance.remaining());
        return balance;
    }

    protected interface Numbered {
        Callable<Boolean> call(int i);
    }

    /** Each call on a thread of its own. */
    protected static List<Boolean> together(int count, Numbered calls) throws Exception {
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(calls.call(i));
        }
        List<Boolean> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> future : threads.invokeAll(all)) {
                results.add(future.get());
            }
        }
        return results;
    }
}
