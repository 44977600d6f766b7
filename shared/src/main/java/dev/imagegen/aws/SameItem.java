package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.task.Likeness;
import dev.imagegen.task.Task;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which task made an image of a likeness last, as an item of the table. */
final class SameItem {

    private SameItem() {}

    static Map<String, AttributeValue> key(Likeness likeness) {
        return Attributes.key("SAME", likeness.cloud() + "#" + likeness.hash(), "SAME");
    }

    static Map<String, AttributeValue> of(Likeness likeness, Task task) {
        Map<String, AttributeValue> item = new HashMap<>(key(likeness));
        item.put("task_id", text(task.id()));
        item.put("ttl", number(task.expiresAt().getEpochSecond()));
        return item;
    }
}
