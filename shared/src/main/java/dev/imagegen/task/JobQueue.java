package dev.imagegen.task;

import java.time.Duration;

/** Where jobs wait for a worker. A job may be delivered more than once. */
public interface JobQueue {

    /** @param delay before a worker sees it; 0 to 15 minutes */
    void send(Job job, Duration delay);
}
