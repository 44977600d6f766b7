package dev.imagegen.flow;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import java.util.Map;

/** Ends tasks that nobody has begun, because their client asks for it. */
public final class Cancellation {

    /** How often it is tried when somebody else writes the task in between. A worker that begins it ends the trying. */
    private static final int TRIES = 5;
    private static final PublicError CANCELED = new PublicError(
            ErrorCode.CANCELED, "The task was cancelled before it was begun. Nothing was charged.");

    private final TaskStore tasks;
    private final Endings endings;

    public Cancellation(TaskStore tasks, Endings endings) {
        this.tasks = tasks;
        this.endings = endings;
    }

    /**
     * The task, cancelled now or before.
     *
     * @throws ImagegenException a 409 that says how far it is, if it was begun or has ended otherwise
     */
    public Task cancel(Task task) {
        Task seen = task;
        for (int i = 0; i <= TRIES; i++) {
            switch (seen.state()) {
                case TaskState.Queued _ -> endings.fail(seen, CANCELED, false);
                case TaskState.Failed failed when failed.error().code() == ErrorCode.CANCELED -> {
                    return seen;
                }
                case TaskState.Failed _ -> throw tooLate("failed", "The task has failed already; nothing was charged.");
                case TaskState.Completed _ -> throw tooLate("completed", "The image is made already, and charged.");
                case TaskState.Running _, TaskState.Submitted _, TaskState.Generated _ ->
                    throw tooLate("processing", "The image is being made already: it cannot be cancelled any more.");
            }
            seen = tasks.find(task.id()).orElseThrow(() -> new IllegalStateException("Task " + task.id() + " is gone"));
        }
        throw new IllegalStateException("Task " + task.id() + " is changed all the time: try again");
    }

    private static ImagegenException tooLate(String status, String message) {
        return new ImagegenException(new PublicError(ErrorCode.TASK_STARTED, message, Map.of("status", status)));
    }
}
