package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;

import dev.imagegen.task.EventLog;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Applied events in DynamoDB. */
public final class DynamoEventLog implements EventLog {

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoEventLog(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public boolean applied(String eventId) {
        return dynamo.getItem(g -> g.tableName(table).key(key(eventId)).consistentRead(true)).hasItem();
    }

    @Override
    public void record(String eventId, Instant until) {
        Map<String, AttributeValue> item = new HashMap<>(key(eventId));
        item.put("ttl", number(until.getEpochSecond()));
        dynamo.putItem(p -> p.tableName(table).item(item));
    }

    private static Map<String, AttributeValue> key(String eventId) {
        return Attributes.key("EVENT", eventId, "EVENT");
    }
}
