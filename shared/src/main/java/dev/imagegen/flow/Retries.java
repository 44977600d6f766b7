package dev.imagegen.flow;

import dev.imagegen.asset.StoreException;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.log.Log;
import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What becomes of a task that got no picture: another time, another engine, or the end. A job that comes later holds no worker. */
final class Retries {

    private static final int TRIES_WHEN_OVERLOADED = 4;
    private static final int TRIES_WHEN_RATE_LIMITED = 6;
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(2);
    private static final Duration AFTER_STORE = Duration.ofSeconds(15);
    private static final int TRIES_OF_STORE = 4;
    private static final Duration BUSY = Duration.ofMinutes(1);
    private static final Duration OUT_OF_ORDER = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private final TaskStore tasks;
    private final JobQueue jobs;
    private final Turns turns;
    private final Endings endings;
    private final Insistence insistence;
    private final Clock clock;
    private final RandomGenerator random;
    private final Log log;

    Retries(TaskStore tasks, JobQueue jobs, Turns turns, Endings endings, Insistence insistence, Clock clock,
            RandomGenerator random, Log log) {
        this.tasks = tasks;
        this.jobs = jobs;
        this.turns = turns;
        this.endings = endings;
        this.insistence = insistence;
        this.clock = clock;
        this.random = random;
        this.log = log;
    }

    /** The engine gave nothing. */
    void after(Task task, ImageEngine engine, EngineException e) {
        Failure failure = e.failure();
        if (failure != Failure.RETIRED) {
            // Of a retired model the operator was told when it was found out.
            Alarms.ring(log, engine, task, e);
        }
        Duration delay = delay(task, e);
        if (failure == Failure.RATE_LIMITED) {
            turns.pause(engine, delay);
        }
        if (failure.safeToRepeat() && task.attempt() < tries(failure)) {
            again(task, e, delay);
        } else if (failure.repeatableOnce() && task.repeatedCalls() == 0) {
            queue(task, task.requeuedAfterUnclearCall(resend(delay)), e, delay);
        } else if (another(task, engine, failure)) {
            again(task, e, Duration.ZERO);
        } else {
            end(task, e, failure.maybeBilled());
        }
    }

    private boolean another(Task task, ImageEngine engine, Failure failure) {
        if (!failure.anotherMayServe()) {
            return false;
        }
        if (failure != Failure.RETIRED) {
            turns.unwell(engine, failure.operators() ? OUT_OF_ORDER : BUSY);
        }
        return turns.anotherFor(task, engine);
    }

    private static int tries(Failure failure) {
        return failure == Failure.RATE_LIMITED ? TRIES_WHEN_RATE_LIMITED : TRIES_WHEN_OVERLOADED;
    }

    /** What the provider asks for; otherwise 1, 2, 4 and so on seconds. */
    private static Duration delay(Task task, EngineException e) {
        Duration asked = e.retryAfter().orElseGet(() -> HALF_A_SECOND.multipliedBy(1L << task.attempt()));
        return asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked;
    }

    /** The answer was lost, and the engine can be asked what became of it: the task is taken up as if its worker had died. */
    void lookForIt(Task task, EngineException e) {
        log.warn("answer_lost", e, "request_id", task.requestId(), "task_id", task.id());
        if (tasks.replace(task, task.renewed(clock.instant()))) {
            jobs.send(new Job.Advance(task.id()), task, LOOK);
        }
    }

    /** A reference image could not be had, before anything was paid for. */
    void afterReferences(Task task, ImagegenException e) {
        boolean again = e instanceof StoreException store && store.passing() && task.attempt() < TRIES_OF_STORE;
        if (again) {
            again(task, e, AFTER_STORE.multipliedBy(task.attempt()));
        } else {
            end(task, e, false);
        }
    }

    /** The engine could not even ask for it: a reference is no use to it. */
    void refused(Task task, ImagegenException e) {
        end(task, e, false);
    }

    private void again(Task task, ImagegenException cause, Duration delay) {
        queue(task, task.requeued(resend(delay)), cause, delay);
    }

    private Instant resend(Duration delay) {
        return clock.instant().plus(delay).plus(Acceptance.RESEND_AFTER);
    }

    private void queue(Task task, Task queued, ImagegenException cause, Duration delay) {
        log.warn("task_tried_again_later", cause, "request_id", task.requestId(), "task_id", task.id(), "attempt",
                task.attempt(), "seconds", delay.toSeconds());
        if (insistence.on(() -> tasks.replace(task, queued))) {
            jobs.send(new Job.Advance(task.id()), task, delay);
        }
    }

    private void end(Task task, ImagegenException cause, boolean maybeBilled) {
        log.warn("task_not_made", cause, "request_id", task.requestId(), "task_id", task.id(), "attempt", task.attempt());
        insistence.on(() -> {
            endings.fail(task, cause.error(), maybeBilled);
            return true;
        });
    }

    /** There is no room at the engine: it waits in the queue, each time a little longer, and costs no attempt. */
    void wait(Task task, int waits, Optional<Instant> at) {
        Instant now = clock.instant();
        long seconds = Math.min(LONGEST_WAIT.toSeconds(), 1L << Math.min(waits, 10));
        // Half of it by chance, so that a burst does not come back as a burst.
        Duration delay = Duration.ofMillis(500 * seconds + random.nextLong(500 * seconds + 1));
        Duration until = at.filter(now::isBefore).map(then -> Duration.between(now, then)).orElse(Duration.ZERO);
        Duration total = until.plus(delay);
        boolean soonSentAgain = task.state().dueAt()
                .filter(due -> due.isBefore(now.plus(total).plus(Acceptance.RESEND_AFTER.dividedBy(2))))
                .isPresent();
        if (!soonSentAgain || tasks.replace(task, task.requeued(now.plus(total).plus(Acceptance.RESEND_AFTER)))) {
            jobs.send(new Job.Advance(task.id(), waits + 1), task, total);
        }
    }
}
