package dev.imagegen.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.CreditsExhaustedException;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The balance is right to the credit, however many write it at once. */
class CreditsUnderLoadTest {

    private static final Instant NOW = MutableClock.START;
    private static final int THREADS = 64;

    private final EmbeddedTable embedded = EmbeddedTable.shared();

    private final String cloud = "cloud-" + Samples.id();
    private final TaskStore tasks = embedded.tasks();

    private Balance balance(String cloud) {
        return embedded.ledger().balance(cloud, Samples.MONTH).orElseThrow();
    }

    /** Each call is made by one of many threads. */
    private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
        List<T> results = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
        }
        return results;
    }

    private boolean accepts(String owner, long credits, long limit) {
        try {
            tasks.accept(Samples.task(owner, Target.DEFAULT, credits, Allowance.limitedTo(limit)));
            return true;
        } catch (CreditsExhaustedException e) {
            return false;
        }
    }

    @Test
    void ofMoreImagesThanTheCreditsCoverExactlyTheCoveredOnesAreAccepted() throws Exception {
        List<Boolean> accepted = together(IntStream.range(0, 130)
                .<Callable<Boolean>>mapToObj(i -> () -> accepts(cloud, 3, 300))
                .toList());

        assertEquals(100, accepted.stream().filter(a -> a).count());
        assertEquals(new Balance(OptionalLong.of(300), 300, 0, 0, 0), balance(cloud));
    }

    @Test
    void cloudsThatWriteAtOnceHaveABalanceEach() throws Exception {
        List<Boolean> accepted = together(IntStream.range(0, 40)
                .<Callable<Boolean>>mapToObj(i -> () -> accepts(cloud + "-" + i % 4, 1 + i % 4, 100))
                .toList());

        assertTrue(accepted.stream().allMatch(a -> a));
        for (int i = 0; i < 4; i++) {
            long reserved = 10 * (1 + i);
            assertEquals(new Balance(OptionalLong.of(100), reserved, 0, 0, 0),
                    balance(cloud + "-" + i));
        }
    }

    @Test
    void tasksThatEndAtOnceInManyWaysAreSettledByTheEndThatWon() throws Exception {
        Random random = new Random(11);
        List<Task> running = new ArrayList<>();
        for (Task task : accepted(random)) {
            running.add(task.claimed("worker", NOW, NOW.plusSeconds(60)));
            assertTrue(tasks.replace(task, running.getLast()));
        }

        List<Callable<Boolean>> ends = new ArrayList<>();
        for (Task task : running) {
            // No two are alike: an end that is there already just as it is written is taken for a repeat of its own write.
            Task first = end(task, random.nextInt(3), NOW);
            Task second = end(task, random.nextInt(3), NOW.plusMillis(1));
            ends.add(() -> tasks.replace(task, first));
            ends.add(() -> tasks.replace(task, second));
        }
        assertEquals(running.size(), together(ends).stream().filter(won -> won).count());

        assertEquals(sum(running), balance(cloud));
    }

    private List<Task> accepted(Random random) throws Exception {
        List<Task> accepted = IntStream.range(0, 40)
                .mapToObj(i -> Samples.task(cloud, Target.DEFAULT, 1 + random.nextInt(7), Allowance.limitedTo(1000)))
                .toList();
        together(accepted.stream().map(task -> Executors.callable(() -> tasks.accept(task))).toList());
        return accepted;
    }

    private static Task end(Task task, int kind, Instant at) {
        return switch (kind) {
            case 0 -> task.completed(Samples.completed(task, Samples.id()), List.of());
            case 1 -> failed(task, Samples.failed(ErrorCode.PROVIDER_FAILED), at);
            default -> failed(task, Samples.failed(ErrorCode.OUTCOME_UNKNOWN), at);
        };
    }

    private static Task failed(Task task, TaskState.Failed failed, Instant at) {
        return task.failed(new TaskState.Failed(failed.error(), failed.maybeBilled(), at));
    }

    /** The balance by the ends that are in the table. */
    private Balance sum(List<Task> ended) {
        long used = 0;
        long refunded = 0;
        long possible = 0;
        for (Task task : ended) {
            long credits = task.reservation().credits();
            switch (tasks.find(task.id()).orElseThrow().state()) {
                case TaskState.Completed _ -> used += credits;
                case TaskState.Failed failed -> {
                    refunded += credits;
                    possible += failed.error().code() == ErrorCode.OUTCOME_UNKNOWN ? credits : 0;
                }
                default -> throw new AssertionError("Task " + task.id() + " has not ended");
            }
        }
        assertTrue(used > 0 && refunded > possible && possible > 0, "every way of ending was taken");
        return new Balance(OptionalLong.of(1000), 0, used, refunded, possible);
    }
}
