package dev.imagegen.flow;

import dev.imagegen.image.PixelRoom;
import dev.imagegen.log.Log;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Takes a task to its end, one step for each message: make it, ask for it, store it. */
public final class Generation {

    /** How long a worker is given for all that it was handed at once: the template's time-out of the function. */
    public static final Duration WORKER_LIFE = Duration.ofMinutes(10);

    private final TaskStore tasks;
    private final Making making;
    private final Asking asking;
    private final Storing storing;
    private final Orphans orphans;
    private final PixelRoom arrivals;
    private final Clock clock;
    private final Log log;

    /** @param arrivals bounds the pictures that come in from upstreams and from the spool at once */
    Generation(TaskStore tasks, Making making, Asking asking, Storing storing, Orphans orphans, PixelRoom arrivals,
            Clock clock, Log log) {
        this.tasks = tasks;
        this.making = making;
        this.asking = asking;
        this.storing = storing;
        this.orphans = orphans;
        this.arrivals = arrivals;
        this.clock = clock;
        this.log = log;
    }

    /** Takes the task one step further, if nobody else is at it and it has not ended. Any number of calls make one image. */
    public void run(Job.Advance job) {
        Optional<Task> task = tasks.find(job.taskId());
        if (task.isEmpty()) {
            log.warn("task_unknown", null, "task_id", job.taskId());
            return;
        }
        step(task.get(), job);
    }

    private static long pixels(Task task) {
        return (long) task.order().width() * task.order().height();
    }

    private void step(Task task, Job.Advance job) {
        switch (task.state()) {
            case TaskState.Queued _ -> making.begin(task, job.waits());
            case TaskState.Running running when !running.leaseUntil().isAfter(clock.instant()) ->
                orphans.takeUp(task, running, job.seen());
            case TaskState.Submitted submitted -> arrivals.with(pixels(task), () -> asking.ask(task, submitted));
            case TaskState.Generated generated -> arrivals.with(pixels(task), () -> storing.again(task, generated));
            case TaskState.Running _, TaskState.Completed _, TaskState.Failed _ ->
                log.info("job_ignored", "task_id", task.id(), "state", task.state().getClass().getSimpleName());
        }
    }
}
