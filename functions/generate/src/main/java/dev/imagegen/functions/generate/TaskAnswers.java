package dev.imagegen.functions.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.WireWriter;
import dev.imagegen.flow.Quota;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a task is told to its caller. */
final class TaskAnswers {

    private static final String POLL_AFTER_SECONDS = "2";

    private final Quota quota;

    TaskAnswers(Quota quota) {
        this.quota = quota;
    }

    /** The answer to a synchronous call: the result, the error, or, if it runs still, the task. */
    Answer synchronous(Task task, Call call) {
        return switch (task.state()) {
            case TaskState.Completed rejected when rejected.failure().isPresent() ->
                error(rejected.failure().get(), task, call);
            case TaskState.Completed completed -> {
                Quota.Shown shown = quota.shown(task);
                ObjectNode body = Json.object();
                body.set("data", WireWriter.assets(completed.asset()));
                body.set("limits", WireWriter.limits(shown.limits()));
                yield Answer.envelope(200, body, notices(task, shown.notices()), call.requestId());
            }
            case TaskState.Failed failed -> error(failed.error(), task, call);
            case TaskState.Queued _, TaskState.Running _, TaskState.Submitted _, TaskState.Generated _ ->
                pending(task, List.of(Notice.info(
                        "The image is being made still and is charged once. Read it here: " + location(task, call))), call);
        };
    }

    private Answer error(PublicError error, Task task, Call call) {
        Quota.Shown shown = quota.shown(task);
        return Answer.error(error, shown.limits(), notices(task, shown.notices()), call.requestId());
    }

    /** The answer to a call that does not wait. */
    Answer accepted(Task task, Call call) {
        return pending(task, List.of(), call);
    }

    private Answer pending(Task task, List<Notice> more, Call call) {
        return envelope(202, task, more, call)
                .with("Location", location(task, call))
                .with("Retry-After", POLL_AFTER_SECONDS);
    }

    /** The state of a task. */
    Answer state(Task task, Call call) {
        Answer answer = envelope(200, task, List.of(), call);
        return task.state().terminal() ? answer : answer.with("Retry-After", POLL_AFTER_SECONDS);
    }

    private Answer envelope(int status, Task task, List<Notice> more, Call call) {
        ObjectNode data = state(task);
        Quota.Shown shown = quota.shown(task);
        data.set("limits", WireWriter.limits(shown.limits()));
        ObjectNode body = Json.object();
        body.set("data", data);
        List<Notice> notices = notices(task, shown.notices());
        notices.addAll(more);
        return Answer.envelope(status, body, notices, call.requestId()).with("Cache-Control", "no-store");
    }

    /** How far a task is, and what came of it. */
    static ObjectNode state(Task task) {
        ObjectNode data = Json.object().put("task_id", task.id()).put("status", TaskStatus.of(task.state()).wireName());
        if (task.state() instanceof TaskState.Completed completed && completed.failure().isEmpty()) {
            data.set("result", WireWriter.assets(completed.asset()));
        }
        task.state().failure().ifPresent(error -> data.set("error", WireWriter.error(error)));
        stage(task.state()).ifPresent(stage -> data.put("stage", stage));
        return data;
    }

    /** What a task is waiting for: finer than the contract's status, for people who watch. */
    private static Optional<String> stage(TaskState state) {
        return switch (state) {
            case TaskState.Queued _ -> Optional.of("queued");
            case TaskState.Running _, TaskState.Submitted _ -> Optional.of("generating");
            case TaskState.Generated _ -> Optional.of("storing");
            case TaskState.Completed _, TaskState.Failed _ -> Optional.empty();
        };
    }

    private static List<Notice> notices(Task task, List<Notice> ofQuota) {
        List<Notice> notices = notices(task);
        notices.addAll(ofQuota);
        return notices;
    }

    /** What there is to say of a task, whatever the quota. */
    static List<Notice> notices(Task task) {
        List<Notice> notices = new ArrayList<>(task.notices());
        if (task.state() instanceof TaskState.Completed completed) {
            notices.addAll(news(completed));
        }
        if (task.state() instanceof TaskState.Generated generated) {
            generated.delay().ifPresent(delay -> notices.add(Notice.warning(
                    "The image is made, and the asset store has not taken it yet. It is kept and tried again, and is charged once. "
                            + delay.reason())));
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

    private static String location(Task task, Call call) {
        return call.route().prefix() + "/v2/generate/" + task.cloud() + "/tasks/" + task.id();
    }
}
