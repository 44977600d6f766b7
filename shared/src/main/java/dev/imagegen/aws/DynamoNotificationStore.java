package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.delivery.Attempt;
import dev.imagegen.delivery.Notification;
import dev.imagegen.delivery.NotificationStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Notifications and their tries in DynamoDB. */
public final class DynamoNotificationStore implements NotificationStore {

    private final DynamoDbClient dynamo;
    private final String table;
    private final DueIndex dueIndex;

    public DynamoNotificationStore(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
        this.dueIndex = new DueIndex(dynamo, table);
    }

    @Override
    public Optional<Notification> find(String taskId) {
        Map<String, AttributeValue> key = NotificationItem.key(taskId);
        var answer = dynamo.getItem(g -> g.tableName(table).key(key).consistentRead(true));
        return answer.hasItem() ? Optional.of(NotificationItem.read(answer.item())) : Optional.empty();
    }

    /**
     * A write whose answer was lost counts as lost itself: two workers may begin the same try in the same words, so what stands
     * there does not tell whose it is.
     */
    @Override
    public boolean replace(Notification before, Notification after) {
        try {
            dynamo.putItem(p -> p.tableName(table)
                    .item(NotificationItem.of(after))
                    .conditionExpression("revision = :before")
                    .expressionAttributeValues(Map.of(":before", number(before.revision()))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public void log(String taskId, Attempt attempt, Instant until) {
        dynamo.putItem(p -> p.tableName(table).item(NotificationItem.attempt(taskId, attempt, until)));
    }

    @Override
    public List<Attempt> attempts(String taskId) {
        var query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :task and begins_with(sk, :delivery)")
                .expressionAttributeValues(Map.of(
                        ":task", NotificationItem.key(taskId).get("pk"), ":delivery", text(NotificationItem.DELIVERY)))
                .consistentRead(true)
                .build();
        return dynamo.queryPaginator(query).items().stream().map(NotificationItem::attempt).toList();
    }

    @Override
    public Iterable<String> due(Instant now) {
        return dueIndex.taskIds(DueIndex.NOTIFICATIONS, now);
    }
}
