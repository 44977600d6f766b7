package dev.imagegen.functions.generate;

import dev.imagegen.access.ApiKey;
import dev.imagegen.access.Authenticator;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.util.regex.Pattern;

/** {@code GET tasks/{task_id}}. */
final class TaskRoute implements Route {

    private static final Pattern ID = Pattern.compile("[a-f0-9]{1,256}");

    private final Authenticator authenticator;
    private final TaskStore tasks;
    private final TaskAnswers answers;
    private final Clock clock;

    TaskRoute(Authenticator authenticator, TaskStore tasks, TaskAnswers answers, Clock clock) {
        this.authenticator = authenticator;
        this.tasks = tasks;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public Answer answer(Call call) {
        ApiKey caller = authenticator.authenticate(call.header("authorization").orElse(null), call.cloud());
        String id = call.pathParameters().get("task_id");
        if (!ID.matcher(id).matches()) {
            throw ImagegenException.invalid("task_id", "'task_id' must be 1 to 256 of the digits 0-9 and a-f.");
        }
        Task task = tasks.find(id)
                .filter(t -> visible(t, caller) && !t.forgotten(clock.instant()))
                .orElseThrow(() -> new ImagegenException(ErrorCode.TASK_NOT_FOUND, "There is no task with this id."));
        return answers.state(task, call.requestId());
    }

    /** The root key sees all of its cloud, another key its own; what is somebody else's is not there. */
    private static boolean visible(Task task, ApiKey caller) {
        return task.cloud().equals(caller.cloud()) && (caller.root() || task.apiKey().equals(caller.id()));
    }
}
