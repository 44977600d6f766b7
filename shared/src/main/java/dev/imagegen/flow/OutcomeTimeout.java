package dev.imagegen.flow;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.PublicError;
import dev.imagegen.log.Log;
import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Ends a task whose worker was lost in a paid call, once nobody can have its picture any more: the time of the call is over, and its
 * worker has renewed nothing between two looks. The time between the looks is the queue's: a clock that is wrong ends no task of a
 * worker that lives.
 */
final class OutcomeTimeout {

    /** A living worker renews its lease twice in it. */
    private static final Duration SILENCE = Duration.ofSeconds(20);
    /** A sweep that comes before the time is over brings the task again without a message of its own. */
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final JobQueue jobs;
    private final Endings endings;
    private final Turns turns;
    private final Clock clock;
    private final Log log;

    OutcomeTimeout(JobQueue jobs, Endings endings, Turns turns, Clock clock, Log log) {
        this.jobs = jobs;
        this.endings = endings;
        this.turns = turns;
        this.clock = clock;
        this.log = log;
    }

    /** @param seen the revision of the task at the last look; empty at the first one */
    void look(Task task, TaskState.Calling call, OptionalLong seen) {
        Instant now = clock.instant();
        boolean silent = seen.equals(OptionalLong.of(task.revision()));
        if (silent && !now.isBefore(call.until())) {
            end(task);
            return;
        }
        // Its worker may be cut off and alive, with the picture in its hands.
        log.info("answer_awaited", "task_id", task.id(), "until", call.until());
        Duration rest = Duration.between(now, call.until());
        if (rest.compareTo(SWEEP.plus(SILENCE)) < 0) {
            jobs.send(new Job.Advance(task.id(), 0, OptionalLong.of(task.revision())), task,
                    rest.compareTo(SILENCE) > 0 ? rest : SILENCE);
        }
    }

    private void end(Task task) {
        endings.fail(task, new PublicError(ErrorCode.OUTCOME_UNKNOWN,
                "The worker was lost while the image was being made. It is not made again, and nothing was charged."), true);
        turns.leave(task);
    }
}
