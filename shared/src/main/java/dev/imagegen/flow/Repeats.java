package dev.imagegen.flow;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.task.Once;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskStore;
import java.util.Optional;

/** Finds what became of a request that came before. */
final class Repeats {

    private final TaskStore tasks;

    Repeats(TaskStore tasks) {
        this.tasks = tasks;
    }

    /** The task of the first request under the same key; empty if this is the first. */
    Optional<Task> of(Once once) {
        return tasks.taken(once).map(first -> task(once, first));
    }

    /** @throws ImagegenException a 422 if the first request was another one */
    Task task(Once once, Once.Taken first) {
        if (!first.request().equals(once.request())) {
            throw new ImagegenException(ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key came with another request in the last 24 hours. Take a new key for each new image.");
        }
        return tasks.find(first.taskId())
                .orElseThrow(() -> new IllegalStateException("The task " + first.taskId() + " is gone before its key is"));
    }
}
