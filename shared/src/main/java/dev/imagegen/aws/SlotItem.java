package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** How many tasks of a key have not ended. Kept only for keys that have a limit of it. */
final class SlotItem {

    static final String PART = "TASKS";

    private final String table;

    SlotItem(String table) {
        this.table = table;
    }

    /** Its condition fails if the key has as many as it may have. */
    Update take(String apiKey, int most) {
        return change(apiKey, 1)
                .conditionExpression("attribute_not_exists(open_tasks) OR open_tasks < :most")
                .expressionAttributeValues(Map.of(":change", number(1), ":most", number(most)))
                .build();
    }

    Update giveBack(String apiKey) {
        return change(apiKey, -1).build();
    }

    private Update.Builder change(String apiKey, int by) {
        return Update.builder()
                .tableName(table)
                .key(key(apiKey))
                .updateExpression("ADD open_tasks :change")
                .expressionAttributeValues(Map.of(":change", number(by)));
    }

    static Map<String, AttributeValue> key(String apiKey) {
        return Attributes.key("KEY", apiKey, PART);
    }
}
