package dev.imagegen.functions.generate;

import dev.imagegen.access.ApiKey;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.util.regex.Pattern;

/** The tasks that a caller may see. */
final class VisibleTasks {

    private static final Pattern ID = Pattern.compile("[a-f0-9]{1,256}");

    private final Entrance entrance;
    private final TaskStore tasks;
    private final Clock clock;

    VisibleTasks(Entrance entrance, TaskStore tasks, Clock clock) {
        this.entrance = entrance;
        this.tasks = tasks;
        this.clock = clock;
    }

    /**
     * The task that the path of a call names.
     *
     * @throws ImagegenException 401, 403 or 429 for the credentials, 400 for what is no id; the same 404 for a task that is unknown,
     *     forgotten or somebody else's
     */
    Task of(Call call) {
        ApiKey caller = entrance.of(call);
        String id = call.pathParameter("task_id");
        if (!ID.matcher(id).matches()) {
            throw ImagegenException.invalid("task_id", "'task_id' must be 1 to 256 of the digits 0-9 and a-f.");
        }
        Task task = tasks.find(id)
                .filter(t -> visible(t, caller) && !t.forgotten(clock.instant()))
                .orElseThrow(() -> new ImagegenException(ErrorCode.TASK_NOT_FOUND, "There is no task with this id."));
        call.trace().taskId(task.id());
        return task;
    }

    /** The root key sees all of its cloud, another key its own; what is somebody else's is not there. */
    static boolean visible(Task task, ApiKey caller) {
        return task.cloud().equals(caller.cloud()) && (caller.root() || task.apiKey().equals(caller.id()));
    }
}
