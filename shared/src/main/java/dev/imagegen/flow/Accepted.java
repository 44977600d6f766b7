package dev.imagegen.flow;

import dev.imagegen.task.Task;

/**
 * What became of a request.
 *
 * @param replayed true if it came before, under the same idempotency key: the task is the one of that time, as it is now
 */
public record Accepted(Task task, boolean replayed) {}
