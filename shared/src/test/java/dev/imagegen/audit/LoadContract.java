package dev.imagegen.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.Budget;
import dev.imagegen.credits.CreditsExhaustedException;
import dev.imagegen.credits.Ledger;
import dev.imagegen.credits.TooManyTasksException;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskStore;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What any number of threads may do to a balance. It runs against the table in memory and against DynamoDB. */
public abstract class LoadContract {

    private static final int THREADS = 64;
    private static final int PRICE = 3;
    private static final int IMAGES = 100;
    private static final String OK = "accepted";

    private final String cloud = "cloud-" + Samples.id();
    private final MutableClock clock = new MutableClock();
    private final Orders orders = new Orders(cloud, clock, Duration.ofDays(400));

    protected abstract TaskStore tasks();

    protected abstract Ledger ledger();

    protected abstract Books books();

    private static <T> List<T> together(int calls, IntFunction<T> call) throws Exception {
        List<Callable<T>> all = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            int number = i;
            all.add(() -> call.apply(number));
        }
        List<T> results = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<T> future : threads.invokeAll(all)) {
                results.add(future.get());
            }
        }
        return results;
    }

    /** The code of a refusal, or {@link #OK}. */
    private String accept(Task task) {
        try {
            tasks().accept(task);
            return OK;
        } catch (CreditsExhaustedException e) {
            assertEquals(429, e.error().code().status());
            return e.error().code().wireName();
        }
    }

    private static long count(List<String> answers, String answer) {
        return answers.stream().filter(answer::equals).count();
    }

    private Balance balance(YearMonth month) {
        return ledger().balance(cloud, month).orElseThrow();
    }

    /** Whose accounts are mine: others use the same table. */
    private void audit() {
        clock.advance(Duration.ofMinutes(5));
        List<Finding> wrong = new Audit(books(), clock).run().stream()
                .filter(f -> f.account().toString().contains(cloud))
                .filter(f -> !f.right())
                .toList();
        assertEquals(List.of(), wrong);
    }

    @Test
    void ofABalanceForAHundredImagesExactlyAHundredAreAcceptedAndTheRestIsA429() throws Exception {
        Budget budget = Orders.budget(PRICE * IMAGES, OptionalLong.empty(), OptionalInt.empty());

        List<String> answers = together(160, i -> accept(orders.next(cloud + "-" + i % 4, PRICE, budget)));

        assertEquals(IMAGES, count(answers, OK));
        assertEquals(60, count(answers, ErrorCode.CREDITS_EXHAUSTED.wireName()));
        assertEquals(OptionalLong.of(0), balance(Samples.MONTH).remaining());
        audit();
    }

    @Test
    void ofACapForAHundredImagesExactlyAHundredAreAcceptedOfThatKey() throws Exception {
        Budget capped = Orders.budget(PRICE * IMAGES * 5, OptionalLong.of(PRICE * IMAGES), OptionalInt.empty());
        Budget free = Orders.budget(PRICE * IMAGES * 5, OptionalLong.empty(), OptionalInt.empty());

        List<String> answers = together(160, i -> i % 8 == 0
                ? accept(orders.next(cloud + "-free", PRICE, free))
                : accept(orders.next(cloud + "-capped", PRICE, capped)));

        assertEquals(IMAGES + 20, count(answers, OK));
        assertEquals(40, count(answers, ErrorCode.KEY_CAP_REACHED.wireName()));
        Balance ofKey = ledger().usage(cloud, Samples.MONTH, cloud + "-capped").orElseThrow().balance();
        assertEquals(OptionalLong.of(0), ofKey.remaining());
        assertEquals(PRICE * (IMAGES + 20), balance(Samples.MONTH).taken());
        audit();
    }

    @Test
    void ofAKeyWithPlacesForTenTasksNoMoreThanTenAreOpen() throws Exception {
        Budget ten = Orders.budget(PRICE * IMAGES, OptionalLong.empty(), OptionalInt.of(10));

        List<String> answers = together(40, i -> {
            try {
                return accept(orders.next(cloud + "-ten", PRICE, ten));
            } catch (TooManyTasksException e) {
                return "too many";
            }
        });

        assertEquals(10, count(answers, OK));
        assertEquals(30, count(answers, "too many"));
        audit();
    }

    @Test
    void withEndsOfAllKindsLostAnswersAndTheMonthTurningTheSumIsRightToTheCredit() throws Exception {
        YearMonth month = Samples.MONTH;
        var begun = new AtomicInteger();
        var most = Orders.budget(PRICE * IMAGES, OptionalLong.of(PRICE * 60), OptionalInt.of(1000));
        var ends = together(200, i -> {
            if (begun.incrementAndGet() == 100) {
                clock.advance(Duration.ofDays(15));
            }
            return life(new Random(i), orders.next(cloud + "-" + i % 2, PRICE, most));
        });

        audit();
        for (YearMonth of : List.of(month, month.plusMonths(1))) {
            Balance balance = balance(of);
            assertTrue(balance.taken() <= PRICE * IMAGES, balance.toString());
            assertTrue(balance.used() > 0 && balance.refunded() > 0 && balance.reserved() > 0, balance.toString());
        }
        long accepted = ends.stream().filter(Optional::isPresent).count();
        assertEquals(PRICE * accepted, sum(balance(month)) + sum(balance(month.plusMonths(1)))
                + ends.stream().flatMap(Optional::stream).mapToLong(Long::longValue).sum());
    }

    private static long sum(Balance balance) {
        return balance.taken() + balance.refunded();
    }

    /** @return what was settled for less than it was reserved for; empty if it was refused */
    private Optional<Long> life(Random random, Task task) {
        if (!accept(task).equals(OK)) {
            return Optional.empty();
        }
        repeat(random, () -> tasks().accept(task));
        Task running = task.claimed("worker", clock.instant(), clock.instant().plusSeconds(60));
        assertTrue(tasks().replace(task, running));
        repeat(random, () -> tasks().replace(task, running));
        long cost = 1 + random.nextInt(PRICE);
        Task end = switch (random.nextInt(5)) {
            case 0 -> orders.failed(running, false);
            case 1 -> orders.failed(running, true);
            case 2 -> running;
            default -> orders.completed(running, cost);
        };
        if (end == running) {
            return Optional.of(0L);
        }
        assertTrue(tasks().replace(running, end));
        repeat(random, () -> tasks().replace(running, end));
        repeat(random, () -> tasks().replace(running, orders.failed(running, true)));
        return Optional.of(end.settlementAfter(running).orElseThrow().released() - end.settlementAfter(running).orElseThrow().refunded());
    }

    /** The answer was lost, and who asked tries again. */
    private static void repeat(Random random, Runnable write) {
        if (random.nextInt(3) == 0) {
            try {
                write.run();
            } catch (RuntimeException e) {
                // It was written already.
            }
        }
    }
}
