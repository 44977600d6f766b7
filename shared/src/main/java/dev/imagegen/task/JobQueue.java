package dev.imagegen.task;

import java.time.Duration;
import java.util.Optional;

/** Where jobs wait for a worker. A job may be delivered more than once. */
@FunctionalInterface
public interface JobQueue {

    /**
     * @param apiKey whose job it is, so that a key that fills the queue does not hold up the others; empty for nobody's
     * @param delay before a worker sees it; 0 to 15 minutes
     */
    void send(Job job, Optional<String> apiKey, Duration delay);

    /** Sends a job of a task. */
    default void send(Job job, Task task, Duration delay) {
        send(job, Optional.of(task.apiKey()), delay);
    }
}
