package dev.imagegen.flow;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.PublicError;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.log.Log;
import dev.imagegen.task.Ids;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Of all the workers that are handed a task, one gets it. */
public final class Claims {

    /** After so many workers died or gave up over it, a task fails. */
    static final int MAX_ATTEMPTS = 5;

    private final TaskStore tasks;
    private final ImageEngine engine;
    private final Endings endings;
    private final Heartbeat heartbeat;
    private final Ids ids;
    private final Clock clock;
    private final Log log;

    public Claims(TaskStore tasks, ImageEngine engine, Endings endings, Heartbeat heartbeat, Ids ids, Clock clock, Log log) {
        this.tasks = tasks;
        this.engine = engine;
        this.endings = endings;
        this.heartbeat = heartbeat;
        this.ids = ids;
        this.clock = clock;
        this.log = log;
    }

    /** The lease of the task; empty if it has ended or another worker has it. */
    public Optional<Lease> claim(String taskId) {
        Optional<Task> seen = tasks.find(taskId);
        if (seen.isEmpty()) {
            log.warn("task_unknown", null, "task_id", taskId);
            return Optional.empty();
        }
        Task task = seen.get();
        return switch (task.state()) {
            case TaskState.Queued _ -> take(task);
            case TaskState.Running running -> running.leaseUntil().isAfter(clock.instant()) ? ignored(task) : orphan(task);
            case TaskState.Submitted _, TaskState.Generated _, TaskState.Completed _, TaskState.Failed _ -> ignored(task);
        };
    }

    /** Its worker died. What that had paid for cannot be known, so only what is free is drawn again. */
    private Optional<Lease> orphan(Task task) {
        if (engine.repeatable()) {
            return take(task);
        }
        endings.fail(task, new PublicError(ErrorCode.OUTCOME_UNKNOWN,
                "The worker was lost while the image was being made. It is not made again, and nothing was charged."));
        return Optional.empty();
    }

    private Optional<Lease> take(Task task) {
        if (task.attempt() >= MAX_ATTEMPTS) {
            endings.fail(task, new PublicError(ErrorCode.INTERNAL_ERROR,
                    "The image could not be made in %d attempts. Nothing was charged.".formatted(MAX_ATTEMPTS)));
            return Optional.empty();
        }
        Instant now = clock.instant();
        Task claimed = task.claimed(ids.next(), now, now.plus(Lease.LENGTH));
        return tasks.replace(task, claimed) ? Optional.of(new Lease(claimed, tasks, heartbeat, clock, log)) : ignored(task);
    }

    private Optional<Lease> ignored(Task task) {
        log.info("job_ignored", "task_id", task.id(), "state", task.state().getClass().getSimpleName());
        return Optional.empty();
    }
}
