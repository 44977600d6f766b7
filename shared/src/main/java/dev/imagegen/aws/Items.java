package dev.imagegen.aws;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of the table, one by one, as they are now. */
record Items(DynamoDbClient dynamo, String table) {

    /** By a strongly consistent read. */
    Optional<Map<String, AttributeValue>> find(Map<String, AttributeValue> key) {
        var answer = dynamo.getItem(g -> g.tableName(table).key(key).consistentRead(true));
        return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
    }
}
