package dev.imagegen.flow;

import dev.imagegen.log.Log;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.time.Duration;

/**
 * A task that a worker holds. The lease is short and renewed while the worker lives, so that the task of a dead one is soon
 * found, however long its drawing may take.
 */
final class Lease implements Hold {

    /** Three renewals may be lost before the worker is taken for dead. */
    static final Duration LENGTH = Duration.ofSeconds(40);

    private static final Duration RENEWAL = Duration.ofSeconds(10);

    private final TaskStore tasks;
    private final Clock clock;
    private final Log log;
    private final Heartbeat.Stop heart;
    private Task task;
    private boolean over;

    /** @param claimed by this worker, a moment ago */
    Lease(Task claimed, TaskStore tasks, Heartbeat heartbeat, Clock clock, Log log) {
        this.task = claimed;
        this.tasks = tasks;
        this.clock = clock;
        this.log = log;
        this.heart = heartbeat.start(RENEWAL, this::renew);
    }

    @Override
    public synchronized Task task() {
        return task;
    }

    /** Makes the intent to call durable. @return false if the task is not this worker's any more */
    synchronized boolean calling(TaskState.Calling call) {
        if (over) {
            return false;
        }
        Task intended = task.calling(call);
        if (!tasks.replace(task, intended)) {
            over = true;
            return false;
        }
        task = intended;
        return true;
    }

    private synchronized void renew() {
        if (over) {
            return;
        }
        try {
            Task renewed = task.renewed(clock.instant().plus(LENGTH));
            if (tasks.replace(task, renewed)) {
                task = renewed;
            } else {
                log.warn("lease_lost", null, "task_id", task.id());
                over = true;
            }
        } catch (RuntimeException e) {
            log.warn("lease_not_renewed", e, "task_id", task.id());
        }
    }

    /** Ends the renewals. */
    @Override
    public synchronized Task stop() {
        over = true;
        heart.stop();
        return task;
    }
}
