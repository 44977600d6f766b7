package dev.imagegen.functions.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.WireWriter;
import dev.imagegen.flow.Quota;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStatus;
import java.util.ArrayList;
import java.util.List;

/** How a task is told to its caller. */
final class TaskAnswers {

    private static final String POLL_AFTER_SECONDS = "2";

    private final Quota quota;

    TaskAnswers(Quota quota) {
        this.quota = quota;
    }

    /** The answer to a synchronous call: the result, the error, or, if it runs still, the task. */
    Answer synchronous(Task task, String requestId) {
        return switch (task.state()) {
            case TaskState.Completed rejected when rejected.failure().isPresent() ->
                Answer.error(rejected.failure().get(), quota.of(task), notices(task), requestId);
            case TaskState.Completed completed -> {
                ObjectNode body = Json.object();
                body.set("data", WireWriter.assets(completed.asset()));
                body.set("limits", WireWriter.limits(quota.of(task)));
                yield Answer.envelope(200, body, notices(task), requestId);
            }
            case TaskState.Failed failed -> Answer.error(failed.error(), quota.of(task), notices(task), requestId);
            case TaskState.Queued _, TaskState.Running _, TaskState.Submitted _, TaskState.Generated _ ->
                accepted(task, Notice.info("The image is being made still and is charged once. Read it here: " + location(task)),
                        requestId);
        };
    }

    /** The answer to a call that does not wait. */
    Answer accepted(Task task, String requestId) {
        return pending(202, task, notices(task), requestId);
    }

    private Answer accepted(Task task, Notice more, String requestId) {
        List<Notice> notices = new ArrayList<>(notices(task));
        notices.add(more);
        return pending(202, task, notices, requestId);
    }

    private Answer pending(int status, Task task, List<Notice> notices, String requestId) {
        return Answer.envelope(status, envelope(task), notices, requestId)
                .with("Location", location(task))
                .with("Retry-After", POLL_AFTER_SECONDS)
                .with("Cache-Control", "no-store");
    }

    /** The state of a task. */
    Answer state(Task task, String requestId) {
        Answer answer = Answer.envelope(200, envelope(task), notices(task), requestId).with("Cache-Control", "no-store");
        return task.state().terminal() ? answer : answer.with("Retry-After", POLL_AFTER_SECONDS);
    }

    private ObjectNode envelope(Task task) {
        ObjectNode data = state(task);
        data.set("limits", WireWriter.limits(quota.of(task)));
        ObjectNode body = Json.object();
        body.set("data", data);
        return body;
    }

    /** How far a task is, and what came of it. */
    static ObjectNode state(Task task) {
        ObjectNode data = Json.object().put("task_id", task.id()).put("status", TaskStatus.of(task.state()).wireName());
        if (task.state() instanceof TaskState.Completed completed && completed.failure().isEmpty()) {
            data.set("result", WireWriter.assets(completed.asset()));
        }
        task.state().failure().ifPresent(error -> data.set("error", WireWriter.error(error)));
        return data;
    }

    static List<Notice> notices(Task task) {
        List<Notice> notices = new ArrayList<>(task.notices());
        if (task.state() instanceof TaskState.Completed completed) {
            notices.addAll(news(completed));
        }
        return notices;
    }

    /** What became of the asset after it was stored. */
    private static List<Notice> news(TaskState.Completed completed) {
        List<Notice> notices = new ArrayList<>();
        if (completed.news().pending()) {
            notices.add(Notice.warning("The moderation of the asset store has not decided about this image yet."));
        }
        completed.news().overwritten().ifPresent(at -> notices.add(
                Notice.warning("Another upload took the place of this image at " + at + ": its address shows that one.")));
        completed.assetGone().ifPresent(at -> notices.add(
                Notice.warning("The asset was deleted from the store at " + at + ".")));
        return notices;
    }

    private static String location(Task task) {
        return "/v2/generate/" + task.cloud() + "/tasks/" + task.id();
    }
}
