package dev.imagegen.flow;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.PublicError;
import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskState.StoreDelay;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Puts off the storing of a picture that is in the spool: the longer it has waited, the longer until the next try. Only the end
 * of its task's retention ends that.
 */
final class Postponement {

    private static final Duration SOONEST = Duration.ofSeconds(15);
    private static final Duration LATEST = Duration.ofMinutes(5);
    private static final Duration MESSAGE_LOST = Duration.ofMinutes(1);

    private final TaskStore tasks;
    private final JobQueue jobs;
    private final Endings endings;
    private final Insistence insistence;
    private final Clock clock;

    Postponement(TaskStore tasks, JobQueue jobs, Endings endings, Insistence insistence, Clock clock) {
        this.tasks = tasks;
        this.jobs = jobs;
        this.endings = endings;
        this.insistence = insistence;
        this.clock = clock;
    }

    /** @param paid true if the picture was paid for */
    void of(Task task, boolean paid, StoreDelay why) {
        Instant now = clock.instant();
        Duration delay = delay(task.age(now));
        if (task.forgotten(now.plus(delay))) {
            giveUp(task, paid, why);
            return;
        }
        var state = new TaskState.Generated(paid, now.plus(delay).plus(MESSAGE_LOST), Optional.of(why));
        if (insistence.on(() -> tasks.replace(task, task.generated(state)))) {
            jobs.send(new Job.Advance(task.id()), task, delay);
        }
    }

    /** While its client can still read why. */
    private void giveUp(Task task, boolean paid, StoreDelay why) {
        PublicError error = new PublicError(ErrorCode.STORE_FAILED,
                "The asset store did not take the image for as long as the task was kept, and nothing was charged. " + why.reason());
        insistence.on(() -> {
            endings.fail(task, error, paid);
            return true;
        });
    }

    /** A quarter of what it has waited already. */
    private static Duration delay(Duration age) {
        Duration quarter = age.dividedBy(4);
        return quarter.compareTo(SOONEST) < 0 ? SOONEST : quarter.compareTo(LATEST) > 0 ? LATEST : quarter;
    }
}
