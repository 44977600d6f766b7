package dev.imagegen.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Limits;
import dev.imagegen.contract.WireWriter;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;

/** What a client is told: the body of a notification. */
final class TaskMessage {

    private TaskMessage() {}

    /** In UTF-8. @throws IllegalStateException if the task has not ended */
    static byte[] of(Task task, Limits limits) {
        ObjectNode body = Json.object()
                .put("notification_type", "generate_image")
                .put("operation_name", task.order().operation().wireName())
                .put("operation_type", "single")
                .put("request_id", task.requestId())
                .put("task_id", task.id());
        switch (task.state()) {
            case TaskState.Completed completed -> {
                body.put("http_status", 200).putNull("error");
                body.set("limits", WireWriter.limits(limits));
                body.set("data", WireWriter.assets(completed.asset()));
            }
            case TaskState.Failed failed -> {
                body.put("http_status", failed.error().code().status());
                body.set("error", WireWriter.error(failed.error()));
                body.set("limits", WireWriter.limits(limits));
                body.putNull("data");
            }
            case TaskState.Queued _, TaskState.Running _, TaskState.Submitted _, TaskState.Generated _ ->
                throw new IllegalStateException("Task " + task.id() + " has not ended: there is nothing to tell");
        }
        return Json.bytes(body);
    }
}
