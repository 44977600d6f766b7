package dev.imagegen.flow;

import dev.imagegen.log.Log;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.util.Optional;

/** Takes a task to its end, one step for each message: make it, ask for it, store it. */
public final class Generation {

    private final TaskStore tasks;
    private final Making making;
    private final Asking asking;
    private final Storing storing;
    private final Orphans orphans;
    private final Clock clock;
    private final Log log;

    Generation(TaskStore tasks, Making making, Asking asking, Storing storing, Orphans orphans, Clock clock, Log log) {
        this.tasks = tasks;
        this.making = making;
        this.asking = asking;
        this.storing = storing;
        this.orphans = orphans;
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
        step(task.get(), job.waits());
    }

    private void step(Task task, int waits) {
        switch (task.state()) {
            case TaskState.Queued _ -> making.begin(task, waits);
            case TaskState.Running running when !running.leaseUntil().isAfter(clock.instant()) ->
                orphans.takeUp(task, running);
            case TaskState.Submitted submitted -> asking.ask(task, submitted);
            case TaskState.Generated generated -> storing.again(task, generated);
            case TaskState.Running _, TaskState.Completed _, TaskState.Failed _ ->
                log.info("job_ignored", "task_id", task.id(), "state", task.state().getClass().getSimpleName());
        }
    }
}
