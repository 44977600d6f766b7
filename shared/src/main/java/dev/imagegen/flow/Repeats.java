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

    /**
     * The task of the request that came first; empty if it is not kept any more.
     *
     * @throws ImagegenException a 422 if that was another request
     */
    Optional<Task> task(Once once, Once.Taken first) {
        Optional<Task> task = tasks.find(first.taskId()).filter(t -> !t.forgotten(once.at()));
        if (task.isPresent() && !first.request().equals(once.request())) {
            throw new ImagegenException(ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key came with another request before. Take a new key for each new image.");
        }
        return task;
    }
}
