package dev.imagegen.flow;

import dev.imagegen.asset.AssetStore;
import dev.imagegen.asset.StoreException;
import dev.imagegen.log.Log;
import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Looks after what is overdue: jobs that were lost, workers that died, temporary assets whose time is over. */
public final class Sweep {

    private final TaskStore tasks;
    private final JobQueue jobs;
    private final AssetStore assets;
    private final Clock clock;
    private final Log log;

    public Sweep(TaskStore tasks, JobQueue jobs, AssetStore assets, Clock clock, Log log) {
        this.tasks = tasks;
        this.jobs = jobs;
        this.assets = assets;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Goes through all that is due.
     *
     * @param atMost when it stops and leaves the rest to the next sweep; what it waited for a store in vain does not count
     * @return how many it looked at
     */
    public int run(Duration atMost) {
        Round round = new Round(clock.instant().plus(atMost));
        int seen = 0;
        for (String id : tasks.due(clock.instant())) {
            if (!clock.instant().isBefore(round.end)) {
                log.warn("sweep_unfinished", null, "seen", seen);
                return seen;
            }
            tasks.find(id).ifPresent(task -> lookAfterSafely(task, round));
            seen++;
        }
        return seen;
    }

    /** One task that cannot be looked after must not keep the others from it. */
    private void lookAfterSafely(Task task, Round round) {
        try {
            lookAfter(task, round);
        } catch (RuntimeException e) {
            log.error("sweep_failed", e, "task_id", task.id());
        }
    }

    private void lookAfter(Task task, Round round) {
        if (task.state().dueAt().filter(due -> !due.isAfter(clock.instant())).isEmpty()) {
            return;
        }
        switch (task.state()) {
            case TaskState.Queued _ -> resend(task);
            // The worker decides what to do about it: it knows the engine.
            case TaskState.Running _, TaskState.Submitted _, TaskState.Generated _ ->
                jobs.send(new Job.Advance(task.id()), task, Duration.ZERO);
            case TaskState.Completed completed when round.deletes() -> round.deleting(() -> delete(task, completed));
            case TaskState.Completed _ -> { }
            case TaskState.Failed _ -> { }
        }
    }

    private void resend(Task task) {
        Task later = task.requeued(clock.instant().plus(Acceptance.RESEND_AFTER));
        if (tasks.replace(task, later)) {
            log.warn("job_sent_again", null, "task_id", task.id());
            jobs.send(new Job.Advance(task.id()), task, Duration.ZERO);
        }
    }

    private void delete(Task task, TaskState.Completed completed) {
        assets.delete(completed.assetId());
        tasks.replace(task, task.amended(completed.gone(clock.instant())));
        log.info("temporary_asset_deleted", "task_id", task.id());
    }

    /**
     * One way through what is due. Temporary assets are often due longest, and a store that hangs takes a minute and a half for
     * each: after a few of them the others have their turn, and their time.
     */
    private final class Round {

        private static final int FAILURES = 3;

        private Instant end;
        private int failures;

        private Round(Instant end) {
            this.end = end;
        }

        private boolean deletes() {
            return failures < FAILURES;
        }

        private void deleting(Runnable delete) {
            Instant begin = clock.instant();
            try {
                delete.run();
            } catch (StoreException e) {
                if (e.passing() || e.operators()) {
                    failures++;
                    end = end.plus(Duration.between(begin, clock.instant()));
                }
                throw e;
            }
        }
    }
}
