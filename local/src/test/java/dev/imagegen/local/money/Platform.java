package dev.imagegen.local.money;

import static org.junit.jupiter.api.Assertions.fail;

import dev.imagegen.asset.AssetStore;
import dev.imagegen.flow.EarlyEvents;
import dev.imagegen.flow.Generation;
import dev.imagegen.flow.Sweep;
import dev.imagegen.task.Job;
import dev.imagegen.testing.InMemoryTable;
import dev.imagegen.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Does what AWS does: it hands over each job when its delay is over, and sweeps every minute. The clock goes on to what
 * comes next whenever everybody is done with what has come.
 */
final class Platform {

    private static final Duration SWEEPS = Duration.ofMinutes(1);
    private static final int MOST_STEPS = 20_000;

    private final Agenda agenda;
    private final InMemoryTable table;
    private final Generation generation;
    private final Sweep sweep;
    private final AssetStore assets;
    private final MutableClock clock;
    private final EarlyEvents early;
    private final Runnable settled;
    private Instant nextSweep;

    /** @param settled returns when nothing goes on outside for which the clock has to stand */
    Platform(Agenda agenda, InMemoryTable table, Generation generation, Sweep sweep, AssetStore assets, EarlyEvents early,
            MutableClock clock, Runnable settled) {
        this.early = early;
        this.agenda = agenda;
        this.table = table;
        this.generation = generation;
        this.sweep = sweep;
        this.assets = assets;
        this.clock = clock;
        this.settled = settled;
        this.nextSweep = clock.instant().plus(SWEEPS);
    }

    /** Goes on until nothing is due any more, now or ever. */
    void untilAllIsDone() {
        untilAllIsDone(1);
    }

    /** @param workers how many jobs are run at once */
    void untilAllIsDone(int workers) {
        until(this::done, workers);
    }

    /** Goes on until all tasks have ended: temporary images are not deleted yet. */
    void untilAllHaveEnded() {
        until(this::ended, 1);
    }

    private void until(BooleanSupplier reached, int workers) {
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            for (int step = 0; !reached.getAsBoolean(); step++) {
                if (step == MOST_STEPS) {
                    fail("After %d steps and at %s there is still something to do: %s"
                            .formatted(MOST_STEPS, clock.instant(), open()));
                }
                step(threads);
            }
        }
    }

    /** Goes on for so long, whatever is still to do then. */
    void goOn(Duration time) {
        Instant end = clock.instant().plus(time);
        try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
            while (next().isBefore(end)) {
                step(threads);
            }
        }
    }

    private boolean done() {
        return agenda.next().isEmpty() && table.due(Instant.MAX).isEmpty();
    }

    private boolean ended() {
        for (String id : table.due(Instant.MAX)) {
            if (!table.find(id).orElseThrow().state().terminal()) {
                return false;
            }
        }
        return true;
    }

    private Instant next() {
        return agenda.next().filter(nextSweep::isAfter).orElse(nextSweep);
    }

    private void step(ExecutorService threads) {
        Duration wait = Duration.between(clock.instant(), next());
        if (wait.isPositive()) {
            clock.advance(wait);
        }
        if (!clock.instant().isBefore(nextSweep)) {
            sweep.run(SWEEPS);
            nextSweep = clock.instant().plus(SWEEPS);
        }
        run(threads, agenda.due());
        settled.run();
    }

    private void run(ExecutorService threads, List<Job> jobs) {
        List<? extends Future<?>> running = jobs.stream().map(job -> threads.submit(() -> run(job))).toList();
        for (Future<?> job : running) {
            try {
                job.get();
            } catch (ExecutionException e) {
                throw new AssertionError("A job failed", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("The test was stopped", e);
            }
        }
    }

    /** Runs what has come by now at once, beside whatever is being run. */
    void runMeanwhile() {
        agenda.due().forEach(this::run);
    }

    private void run(Job job) {
        switch (job) {
            case Job.Advance advance -> generation.run(advance);
            case Job.Deliver deliver -> fail("Nobody here asks to be told: " + deliver);
            case Job.Told told -> early.again(told);
            case Job.Audit audit -> fail("Nobody audits here: " + audit);
            case Job.Delete(String assetId) -> assets.delete(assetId);
        }
    }

    private String open() {
        return table.due(Instant.MAX).stream()
                .flatMap(id -> table.find(id).stream())
                .map(task -> task.order().model().id() + " " + task.state())
                .limit(5)
                .collect(Collectors.joining("; "));
    }
}
