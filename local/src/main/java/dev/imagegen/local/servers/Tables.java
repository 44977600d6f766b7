package dev.imagegen.local.servers;

import dev.imagegen.local.template.TableSpec;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Makes the table of the template. */
public final class Tables {

    private final DynamoDbClient dynamoDb;

    /** Takes the client to make it with. */
    public Tables(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    /** Makes the table with its indexes and its time to live unless it is there; returns when it can be used. */
    public void create(TableSpec table) {
        try {
            var status = dynamoDb.createTable(request(table)).tableDescription().tableStatus();
            if (status != TableStatus.ACTIVE) {
                try (var waiter = dynamoDb.waiter()) {
                    waiter.waitUntilTableExists(request -> request.tableName(table.name()));
                }
            }
        } catch (ResourceInUseException alreadyThere) {
            // Its definition may be an older one; what a deployed stack would migrate, a developer deletes.
        }
        table.timeToLive().ifPresent(attribute -> expire(table.name(), attribute));
    }

    private void expire(String table, String attribute) {
        var now = dynamoDb.describeTimeToLive(request -> request.tableName(table)).timeToLiveDescription();
        if (now.timeToLiveStatus() != TimeToLiveStatus.ENABLED) {
            dynamoDb.updateTimeToLive(request -> request.tableName(table)
                    .timeToLiveSpecification(ttl -> ttl.attributeName(attribute).enabled(true)));
        }
    }

    private static CreateTableRequest request(TableSpec table) {
        var request = CreateTableRequest.builder()
                .tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(table.attributes().entrySet().stream()
                        .map(attribute -> AttributeDefinition.builder()
                                .attributeName(attribute.getKey())
                                .attributeType(attribute.getValue())
                                .build())
                        .toList())
                .keySchema(keys(table.keys()));
        if (!table.indexes().isEmpty()) {
            request.globalSecondaryIndexes(table.indexes().stream().map(Tables::index).toList());
        }
        return request.build();
    }

    private static GlobalSecondaryIndex index(TableSpec.Index index) {
        var projection = Projection.builder().projectionType(index.projection());
        if (!index.included().isEmpty()) {
            projection.nonKeyAttributes(index.included());
        }
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keys(index.keys()))
                .projection(projection.build())
                .build();
    }

    private static List<KeySchemaElement> keys(List<TableSpec.Key> keys) {
        return keys.stream()
                .map(key -> KeySchemaElement.builder().attributeName(key.attribute()).keyType(key.type()).build())
                .toList();
    }
}
