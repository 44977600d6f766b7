package dev.imagegen.flow;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.PublicError;
import dev.imagegen.engine.AsynchronousEngine;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.Upstream;
import dev.imagegen.log.Log;
import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks upstreams for what they make, until they say how it ended or their time is over. No worker waits in between. */
final class Asking {

    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final Duration LATEST = Duration.ofSeconds(15);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(2);
    private static final Duration SELDOM = Duration.ofMinutes(5);
    /** The longest that any provider says it keeps a picture. */
    private static final Duration KEPT_BY_PROVIDER = Duration.ofHours(24);
    private static final Duration MESSAGE_LOST = Duration.ofMinutes(1);

    private final TaskStore tasks;
    private final JobQueue jobs;
    private final Engines engines;
    private final Drawings drawings;
    private final Results results;
    private final Endings endings;
    private final Turns turns;
    private final Clock clock;
    private final Log log;

    Asking(TaskStore tasks, JobQueue jobs, Engines engines, Drawings drawings, Results results, Endings endings, Turns turns,
            Clock clock, Log log) {
        this.tasks = tasks;
        this.jobs = jobs;
        this.engines = engines;
        this.drawings = drawings;
        this.results = results;
        this.endings = endings;
        this.turns = turns;
        this.clock = clock;
        this.log = log;
    }

    void ask(Task task, TaskState.Submitted submitted) {
        Upstream upstream = submitted.upstream();
        if (!(engines.named(upstream.engine()).orElse(null) instanceof AsynchronousEngine engine)) {
            log.error("engine_gone", null, "engine", upstream.engine(), "task_id", task.id());
            later(task, submitted, SOONEST);
            return;
        }
        asked(engine, task, submitted).ifPresent(said -> {
            switch (said) {
                case Pending _ -> {
                    turns.keep(task, upstream);
                    later(task, submitted, pause(upstream));
                }
                case Progress made -> {
                    turns.leave(task);
                    results.take(Hold.of(task), costed(made, upstream), List.of(), Copy.AT_PROVIDER);
                }
            }
        });
    }

    /** What the engine says; empty if it says nothing now, or that there will be no picture. */
    private Optional<Progress> asked(AsynchronousEngine engine, Task task, TaskState.Submitted submitted) {
        try {
            return Optional.of(engine.ask(submitted.upstream(), drawings.of(task, engine.name(), List.of())));
        } catch (EngineException e) {
            Alarms.ring(log, engine, task, e);
            if (worthAsking(e.failure())) {
                log.warn("upstream_not_asked", e, "task_id", task.id());
                unanswered(task, submitted, e.retryAfter().filter(asked -> asked.compareTo(LONGEST_RETRY_AFTER) < 0)
                        .orElseGet(() -> pause(submitted.upstream())));
            } else {
                log.warn("task_not_made", e, "request_id", task.requestId(), "task_id", task.id());
                endings.fail(task, e.error(), e.failure().maybeBilled());
                turns.leave(task);
            }
        } catch (RuntimeException e) {
            // A mistake of ours says nothing about the picture, and may be mended before it is gone.
            Alarms.ring(log, engine, task, e);
            unanswered(task, submitted, pause(submitted.upstream()));
        }
        return Optional.empty();
    }

    /** What was paid for is there, or will be, whatever keeps us from asking for it. */
    private static boolean worthAsking(Failure failure) {
        return failure.safeToRepeat() || failure == Failure.CREDENTIALS || failure == Failure.FUNDS;
    }

    private static Progress costed(Progress made, Upstream upstream) {
        return made instanceof Picture picture && picture.microDollars().isEmpty()
                ? new Picture(picture.bytes(), picture.seed(), upstream.microDollars(), picture.notices())
                : made;
    }

    /** A quarter of what it has taken already. */
    private Duration pause(Upstream upstream) {
        Duration quarter = Duration.between(upstream.acceptedAt(), clock.instant()).dividedBy(4);
        return quarter.compareTo(SOONEST) < 0 ? SOONEST : quarter.compareTo(LATEST) > 0 ? LATEST : quarter;
    }

    /** Who was not answered cannot know that the picture is late: it is asked for more seldom, until nobody can have it any more. */
    private void unanswered(Task task, TaskState.Submitted submitted, Duration delay) {
        Instant now = clock.instant();
        if (now.isBefore(submitted.overdueAt())) {
            send(task, submitted, delay);
        } else if (now.isBefore(submitted.upstream().acceptedAt().plus(KEPT_BY_PROVIDER))) {
            send(task, submitted, SELDOM);
        } else {
            giveUp(task, submitted);
        }
    }

    private void later(Task task, TaskState.Submitted submitted, Duration delay) {
        if (clock.instant().isBefore(submitted.overdueAt())) {
            send(task, submitted, delay);
        } else {
            giveUp(task, submitted);
        }
    }

    private void giveUp(Task task, TaskState.Submitted submitted) {
        log.error("upstream_overdue", null, "engine", submitted.upstream().engine(), "task_id", task.id());
        endings.fail(task, new PublicError(ErrorCode.OUTCOME_UNKNOWN,
                "The provider did not say in time what became of the image. It is not made again, and nothing was charged."),
                true);
        turns.leave(task);
    }

    private void send(Task task, TaskState.Submitted submitted, Duration delay) {
        Instant sent = clock.instant().plus(delay);
        var state = new TaskState.Submitted(submitted.upstream(), sent.plus(MESSAGE_LOST), submitted.overdueAt());
        boolean lookAtIsNear = submitted.lookAt().isBefore(sent.plus(MESSAGE_LOST.dividedBy(2)));
        if (!lookAtIsNear || tasks.replace(task, task.submitted(state, List.of()))) {
            jobs.send(new Job.Advance(task.id()), task, delay);
        }
    }
}
