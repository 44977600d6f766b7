package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.text;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The sparse index of what the sweep has to look at. */
final class DueIndex {

    /** Where tasks are. One partition takes 1,000 writes a second: about 300 tasks a second in all. */
    static final String TASKS = "due";
    /** Where notifications are. */
    static final String NOTIFICATIONS = "notifications";

    private final DynamoDbClient dynamo;
    private final String table;

    DueIndex(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** The ids of the tasks to which the items belong that are due, longest first. */
    Iterable<String> taskIds(String partition, Instant now) {
        var query = QueryRequest.builder()
                .tableName(table)
                .indexName("due")
                .keyConditionExpression("due = :due and due_at <= :now")
                .expressionAttributeValues(Map.of(":due", text(partition), ":now", number(now.toEpochMilli())))
                .build();
        return () -> dynamo.queryPaginator(query).items().stream().map(TaskItem::id).iterator();
    }
}
