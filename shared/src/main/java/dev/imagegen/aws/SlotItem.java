package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.task.Task;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * How many tasks of a key have not ended. Kept only for keys that have a limit of it, and among the items of their cloud: who ends
 * a task need not be allowed to write where keys and their secrets are.
 */
final class SlotItem {

    /** Before the id of the key. */
    static final String PART = "TASKS#";

    private final String table;

    SlotItem(String table) {
        this.table = table;
    }

    /** Its condition fails if the key has as many as it may have. */
    Update take(Task task, int most) {
        return change(task, 1)
                .conditionExpression("attribute_not_exists(open_tasks) OR open_tasks < :most")
                .expressionAttributeValues(Map.of(":change", number(1), ":most", number(most)))
                .build();
    }

    Update giveBack(Task task) {
        return change(task, -1).build();
    }

    private Update.Builder change(Task task, int by) {
        return Update.builder()
                .tableName(table)
                .key(Attributes.key("CLOUD", task.cloud(), PART + task.apiKey()))
                .updateExpression("ADD open_tasks :change")
                .expressionAttributeValues(Map.of(":change", number(by)));
    }

    /** The key that an item counts for. */
    static String apiKey(Map<String, AttributeValue> item) {
        return text(item, "sk").substring(PART.length());
    }
}
