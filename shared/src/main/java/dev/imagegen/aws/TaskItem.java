package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.optionalInt;
import static dev.imagegen.aws.Attributes.optionalNumber;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.asset.AssetRights;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.WireReader;
import dev.imagegen.contract.WireWriter;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Budget;
import dev.imagegen.credits.Reservation;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskJson;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A task as an item of the table. */
final class TaskItem {

    static final String KIND = "TASK";
    static final String PART = "TASK";

    private TaskItem() {}

    static Map<String, AttributeValue> key(String taskId) {
        return Attributes.key(KIND, taskId, PART);
    }

    /** The id of the task behind a key. */
    static String id(Map<String, AttributeValue> key) {
        return text(key, "pk").substring(KIND.length() + 1);
    }

    static Map<String, AttributeValue> of(Task task) {
        Map<String, AttributeValue> item = new HashMap<>(key(task.id()));
        item.put("cloud", text(task.cloud()));
        item.put("api_key", text(task.apiKey()));
        item.put("request_id", text(task.requestId()));
        item.put("order", text(Json.write(TaskJson.order(task.order()))));
        item.put("notices", text(Json.write(WireWriter.notices(task.notices()))));
        item.put("month", text(task.reservation().month().toString()));
        item.put("credits", number(task.reservation().credits()));
        Budget budget = task.reservation().budget();
        budget.ofCloud().credits().ifPresent(limit -> item.put("month_limit", number(limit)));
        budget.ofKey().credits().ifPresent(limit -> item.put("key_limit", number(limit)));
        budget.tasksAtOnce().ifPresent(most -> item.put("tasks_at_once", number(most)));
        item.put("paid_plan", AttributeValue.fromBool(budget.paid()));
        item.put("created_at", text(task.createdAt().toString()));
        item.put("ttl", number(task.expiresAt().getEpochSecond()));
        if (!task.rights().all()) {
            item.put("asset_rights", text(Json.write(TaskJson.rights(task.rights()))));
        }
        item.put("attempt", number(task.attempt()));
        item.put("revision", number(task.revision()));
        if (task.repeatedCalls() > 0) {
            item.put("repeated_calls", number(task.repeatedCalls()));
        }
        item.put("state", text(TaskJson.stateName(task.state())));
        item.put("data", text(Json.write(TaskJson.state(task.state()))));
        task.state().dueAt().ifPresent(at -> {
            item.put("due", text(DueIndex.TASKS));
            item.put("due_at", number(at.toEpochMilli()));
        });
        return item;
    }

    static Task read(Map<String, AttributeValue> item) {
        return new Task(
                id(item),
                text(item, "cloud"),
                text(item, "api_key"),
                text(item, "request_id"),
                TaskJson.order(Json.parse(text(item, "order"))),
                WireReader.notices(Json.parse(text(item, "notices"))),
                new Reservation(YearMonth.parse(text(item, "month")), number(item, "credits"), budget(item)),
                Instant.parse(text(item, "created_at")),
                Instant.ofEpochSecond(number(item, "ttl")),
                rights(item),
                Math.toIntExact(number(item, "attempt")),
                number(item, "revision"),
                optionalInt(item, "repeated_calls").orElse(0),
                TaskJson.state(text(item, "state"), Json.parse(text(item, "data"))));
    }

    /** A task that was accepted before keys had any differences, or by the root key, has all. */
    private static AssetRights rights(Map<String, AttributeValue> item) {
        return item.containsKey("asset_rights")
                ? TaskJson.rights(Json.parse(text(item, "asset_rights")))
                : AssetRights.ALL;
    }

    private static Budget budget(Map<String, AttributeValue> item) {
        return new Budget(
                new Allowance(optionalNumber(item, "month_limit")),
                new Allowance(optionalNumber(item, "key_limit")),
                optionalInt(item, "tasks_at_once"),
                item.containsKey("paid_plan") && item.get("paid_plan").bool());
    }
}
