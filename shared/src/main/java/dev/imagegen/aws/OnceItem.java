package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.task.Once;
import dev.imagegen.task.Task;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Which task a request with an idempotency key became, as an item of the table that ends with its task. */
final class OnceItem {

    private OnceItem() {}

    static Map<String, AttributeValue> key(Once once) {
        return Attributes.key("ONCE", once.key(), "ONCE");
    }

    /** Its condition fails while the key stands for a request that came before. */
    static Put put(String table, Once once, Task task) {
        Map<String, AttributeValue> item = new HashMap<>(key(once));
        item.put("request", text(once.request()));
        item.put("task_id", text(task.id()));
        item.put("ttl", number(task.expiresAt().getEpochSecond()));
        return Put.builder()
                .tableName(table)
                .item(item)
                // An item stays for a while when its time is over.
                .conditionExpression("attribute_not_exists(pk) OR #ttl <= :now OR task_id = :gone")
                .expressionAttributeNames(Map.of("#ttl", "ttl"))
                .expressionAttributeValues(Map.of(
                        ":now", number(once.at().getEpochSecond()), ":gone", text(once.gone().orElse("none"))))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /** What came first; empty if its time is over for {@code now}. */
    static Optional<Once.Taken> read(Map<String, AttributeValue> item, Once now) {
        return number(item, "ttl") <= now.at().getEpochSecond() ? Optional.empty() : Optional.of(taken(item));
    }

    static Once.Taken taken(Map<String, AttributeValue> item) {
        return new Once.Taken(text(item, "request"), text(item, "task_id"));
    }
}
