package dev.imagegen.flow;

import dev.imagegen.log.Log;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskStore;
import dev.imagegen.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The wait of a synchronous call. It changes nothing: the task goes on whether somebody waits or not. */
public final class Waiting {

    private static final Duration FIRST = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofMillis(500);
    /** Each pause is this part of what was waited already: an answer is late by a tenth at most. */
    private static final int PART = 10;

    private final TaskStore tasks;
    private final Sleeper sleeper;
    private final Clock clock;
    private final Log log;

    public Waiting(TaskStore tasks, Sleeper sleeper, Clock clock, Log log) {
        this.tasks = tasks;
        this.sleeper = sleeper;
        this.clock = clock;
        this.log = log;
    }

    /** The task as soon as it has ended, or as it is when the time is over. */
    public Task await(Task task, Duration atMost) {
        Instant start = clock.instant();
        Instant end = start.plus(atMost);
        Task seen = task;
        while (!seen.state().terminal() && clock.instant().isBefore(end)) {
            sleeper.sleep(pause(start, end));
            seen = look(seen);
        }
        return seen;
    }

    /** A table that does not answer for a moment must not tell the caller that there is no image: it is made and charged. */
    private Task look(Task seen) {
        try {
            return tasks.find(seen.id()).orElse(seen);
        } catch (RuntimeException e) {
            log.warn("task_not_read", e, "task_id", seen.id());
            return seen;
        }
    }

    private Duration pause(Instant start, Instant end) {
        Instant now = clock.instant();
        Duration pause = Duration.between(start, now).dividedBy(PART);
        Duration bounded = pause.compareTo(FIRST) < 0 ? FIRST : pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        Duration left = Duration.between(now, end);
        return bounded.compareTo(left) < 0 ? bounded : left;
    }
}
