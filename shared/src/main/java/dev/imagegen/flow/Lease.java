package dev.imagegen.flow;

import dev.imagegen.log.Log;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * A task that a worker holds. The lease is short and renewed while the worker lives, so that the task of a dead one is soon
 * found, however long its drawing may take.
 */
final class Lease implements Hold {

    /** Three renewals may be lost before the worker is taken for dead. */
    static final Duration LENGTH = Duration.ofSeconds(40);

    private static final Duration RENEWAL = Duration.ofSeconds(10);

    private final TaskStore tasks;
    private final Insistence insistence;
    private final Clock clock;
    private final Log log;
    private final Heartbeat.Stop heart;
    private Task task;
    private Optional<Task> inDoubt = Optional.empty();
    private boolean over;

    /** @param claimed by this worker, a moment ago */
    Lease(Task claimed, TaskStore tasks, Heartbeat heartbeat, Insistence insistence, Clock clock, Log log) {
        this.task = claimed;
        this.tasks = tasks;
        this.insistence = insistence;
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
        return insistence.on(() -> {
            clearDoubt();
            if (!over && !intended(call)) {
                write(task.calling(call));
            }
            return !over;
        });
    }

    private boolean intended(TaskState.Calling call) {
        return task.state() instanceof TaskState.Running running && running.calling().equals(Optional.of(call));
    }

    private synchronized void renew() {
        if (over) {
            return;
        }
        try {
            clearDoubt();
            if (!over) {
                write(task.renewed(clock.instant().plus(LENGTH)));
            }
            if (over) {
                log.warn("lease_lost", null, "task_id", task.id());
            }
        } catch (RuntimeException e) {
            log.warn("lease_not_renewed", e, "task_id", task.id());
        }
    }

    /** A write that failed may have been made all the same: the very same one, made again, is taken for the first. */
    private void clearDoubt() {
        inDoubt.ifPresent(this::write);
    }

    private void write(Task next) {
        inDoubt = Optional.of(next);
        boolean written = tasks.replace(task, next);
        inDoubt = Optional.empty();
        if (written) {
            task = next;
        } else {
            over = true;
        }
    }

    /** Ends the renewals. */
    @Override
    public synchronized Task stop() {
        heart.stop();
        if (!over && inDoubt.isPresent()) {
            finishDoubt();
        }
        over = true;
        return task;
    }

    /** What comes next is written over the task as it is: a renewal that nobody heard of would be in its way. */
    private void finishDoubt() {
        try {
            insistence.on(() -> {
                clearDoubt();
                return true;
            });
        } catch (RuntimeException e) {
            log.warn("lease_in_doubt", e, "task_id", task.id());
        }
    }
}
