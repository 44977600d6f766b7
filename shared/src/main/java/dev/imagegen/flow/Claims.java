package dev.imagegen.flow;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.PublicError;
import dev.imagegen.log.Log;
import dev.imagegen.task.Ids;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Of all the workers that are handed a task, one gets it. */
final class Claims {

    /** After so many workers died or gave up over it, a task fails. */
    static final int MAX_ATTEMPTS = 10;

    private final TaskStore tasks;
    private final Endings endings;
    private final Heartbeat heartbeat;
    private final Insistence insistence;
    private final Ids ids;
    private final Clock clock;
    private final Log log;

    Claims(TaskStore tasks, Endings endings, Heartbeat heartbeat, Insistence insistence, Ids ids, Clock clock, Log log) {
        this.tasks = tasks;
        this.endings = endings;
        this.heartbeat = heartbeat;
        this.insistence = insistence;
        this.ids = ids;
        this.clock = clock;
        this.log = log;
    }

    /** The lease of a task that is queued or was left behind; empty if another worker was faster, or it failed too often. */
    Optional<Lease> take(Task task) {
        if (task.attempt() >= MAX_ATTEMPTS) {
            endings.fail(task, new PublicError(ErrorCode.INTERNAL_ERROR,
                    "The image could not be made in %d attempts. Nothing was charged.".formatted(MAX_ATTEMPTS)), false);
            return Optional.empty();
        }
        Instant now = clock.instant();
        Task claimed = task.claimed(ids.next(), now, now.plus(Lease.LENGTH));
        if (tasks.replace(task, claimed)) {
            return Optional.of(new Lease(claimed, tasks, heartbeat, insistence, clock, log));
        }
        log.info("task_taken_by_another", "task_id", task.id());
        return Optional.empty();
    }

    /** True if nobody works on the task any more. */
    boolean ended(Task task) {
        return tasks.find(task.id()).filter(now -> !now.state().terminal()).isEmpty();
    }
}
