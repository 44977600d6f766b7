package dev.imagegen.flow;

import dev.imagegen.asset.AssetStore;
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
     * @param atMost when it stops and leaves the rest to the next sweep
     * @return how many it looked at
     */
    public int run(Duration atMost) {
        Instant end = clock.instant().plus(atMost);
        int seen = 0;
        for (String id : tasks.due(clock.instant())) {
            if (!clock.instant().isBefore(end)) {
                log.warn("sweep_unfinished", null, "seen", seen);
                return seen;
            }
            tasks.find(id).ifPresent(this::lookAfterSafely);
            seen++;
        }
        return seen;
    }

    /** One task that cannot be looked after must not keep the others from it. */
    private void lookAfterSafely(Task task) {
        try {
            lookAfter(task);
        } catch (RuntimeException e) {
            log.error("sweep_failed", e, "task_id", task.id());
        }
    }

    private void lookAfter(Task task) {
        if (task.state().dueAt().filter(due -> !due.isAfter(clock.instant())).isEmpty()) {
            return;
        }
        switch (task.state()) {
            case TaskState.Queued _ -> resend(task);
            // The worker decides what to do about it: it knows the engine.
            case TaskState.Running _, TaskState.Submitted _, TaskState.Generated _ ->
                jobs.send(new Job.Advance(task.id()), Duration.ZERO);
            case TaskState.Completed completed -> delete(task, completed);
            case TaskState.Failed _ -> { }
        }
    }

    private void resend(Task task) {
        Task later = task.requeued(clock.instant().plus(Acceptance.RESEND_AFTER));
        if (tasks.replace(task, later)) {
            log.warn("job_sent_again", null, "task_id", task.id());
            jobs.send(new Job.Advance(task.id()), Duration.ZERO);
        }
    }

    private void delete(Task task, TaskState.Completed completed) {
        assets.delete(completed.assetId());
        tasks.replace(task, task.amended(completed.gone(clock.instant())));
        log.info("temporary_asset_deleted", "task_id", task.id());
    }
}
