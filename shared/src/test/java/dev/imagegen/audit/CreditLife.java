package dev.imagegen.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Budget;
import dev.imagegen.credits.CreditsExhaustedException;
import dev.imagegen.credits.Ledger;
import dev.imagegen.credits.Plan;
import dev.imagegen.credits.TooManyTasksException;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;

/**
 * A cloud with several keys to which things happen by chance: plans and caps change, months turn, tasks are taken, end, are
 * cancelled or left behind, writes are repeated because their answer was lost.
 */
public final class CreditLife {

    private static final long FREE = 30;

    private final Random random;
    private final String cloud = "cloud-" + Samples.id();
    private final MutableClock clock = new MutableClock();
    private final Orders orders = new Orders(cloud, clock, Duration.ofDays(4000));
    private final TaskStore tasks;
    private final Ledger ledger;
    private final Books books;
    private final List<String> ids = new ArrayList<>();
    /** Old versions too: whoever writes from one loses. */
    private final List<Task> seen = new ArrayList<>();
    private final Map<String, Integer> happened = new TreeMap<>();

    public CreditLife(long seed, TaskStore tasks, Ledger ledger, Books books) {
        this.random = new Random(seed);
        this.tasks = tasks;
        this.ledger = ledger;
        this.books = books;
    }

    /** One thing happens. */
    public void step() {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> accept();
            case 4, 5 -> change("claim");
            case 6, 7 -> change("complete");
            case 8 -> change("fail");
            case 9 -> change("cancel");
            case 10 -> ledger.setPlan(cloud, plan());
            default -> clock.advance(Duration.ofHours(random.nextInt(24 * 12)));
        }
        clock.advance(Duration.ofSeconds(random.nextInt(50)));
    }

    private Plan plan() {
        return switch (random.nextInt(3)) {
            case 0 -> new Plan.Free();
            case 1 -> new Plan.Paid(OptionalLong.of(random.nextInt(80)));
            default -> new Plan.Paid(OptionalLong.empty());
        };
    }

    private void accept() {
        Plan plan = ledger.plan(cloud).orElseGet(() -> ledger.subscribe(cloud));
        int key = random.nextInt(3);
        var cap = key == 0 ? Allowance.unlimited() : Allowance.limitedTo(random.nextInt(40));
        var most = key == 2 ? OptionalInt.of(1 + random.nextInt(4)) : OptionalInt.empty();
        Task task = orders.next(cloud + "-key-" + key, random.nextInt(8),
                new Budget(plan.allowance(FREE), cap, most, plan instanceof Plan.Paid));
        try {
            tasks.accept(task);
            ids.add(task.id());
            seen.add(task);
            count("accept");
            again(() -> tasks.accept(task));
        } catch (CreditsExhaustedException e) {
            count(e.error().code().wireName());
        } catch (TooManyTasksException e) {
            count("too_many_tasks");
        }
    }

    /** Of a task as it is, or as somebody saw it a while ago. */
    private void change(String kind) {
        if (seen.isEmpty()) {
            return;
        }
        Task old = seen.get(random.nextInt(seen.size()));
        Task before = random.nextInt(4) == 0 ? old : tasks.find(old.id()).orElseThrow();
        boolean queued = before.state() instanceof TaskState.Queued;
        boolean open = !before.state().terminal();
        if (!open || kind.equals("cancel") && !queued || kind.equals("claim") && !free(before)) {
            return;
        }
        Task after = switch (kind) {
            case "claim" -> before.claimed("worker-" + random.nextInt(), clock.instant(), clock.instant().plusSeconds(60));
            case "complete" -> orders.completed(before, random.nextLong(before.reservation().credits() + 1));
            case "fail" -> orders.failed(before, random.nextBoolean());
            default -> orders.failed(before, false);
        };
        if (tasks.replace(before, after)) {
            count(kind);
            seen.add(after);
            again(() -> tasks.replace(before, after));
        } else {
            count("lost");
        }
    }

    private boolean free(Task task) {
        return task.state() instanceof TaskState.Queued
                || task.state() instanceof TaskState.Running running && !running.leaseUntil().isAfter(clock.instant());
    }

    /** The answer was lost, and the same is asked for once more. */
    private void again(Runnable write) {
        if (random.nextInt(4) == 0) {
            try {
                write.run();
            } catch (RuntimeException e) {
                count("repeated");
            }
        }
    }

    private void count(String what) {
        happened.merge(what, 1, Integer::sum);
    }

    /** Right as of now, when much may be too new to tell. */
    public void audit() {
        assertEquals(List.of(), mine(false));
    }

    /** Right to the credit, and nothing is uncertain. */
    public void auditAtRest() {
        clock.advance(Duration.ofMinutes(3));
        assertEquals(List.of(), mine(true));
    }

    /** What is not right, or, if asked, not exact. Others use the same table. */
    private List<Finding> mine(boolean exact) {
        return new Audit(books, clock).run().stream()
                .filter(f -> f.account().toString().contains(cloud))
                .filter(f -> !f.right() || exact && f.lowest() != f.highest())
                .toList();
    }

    /** How often each thing happened, over many lives. */
    public void countInto(Map<String, Integer> all) {
        happened.forEach((what, times) -> all.merge(what, times, Integer::sum));
        assertTrue(ids.size() <= seen.size());
    }
}
