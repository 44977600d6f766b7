package dev.imagegen.local.servers;

import dev.imagegen.local.template.TableSpec;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Makes the table of the template. */
public final class Tables {

    private static final Duration FILLED_AFTER = Duration.ofMillis(100);

    private final DynamoDbClient dynamoDb;

    /** Takes the client to make it with. */
    public Tables(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    /**
     * Makes the table with its indexes and its time to live. One that is there already gets the indexes that it does not have.
     * Returns when it can be used.
     */
    public void create(TableSpec table) {
        try {
            var status = dynamoDb.createTable(request(table)).tableDescription().tableStatus();
            if (status != TableStatus.ACTIVE) {
                try (var waiter = dynamoDb.waiter()) {
                    waiter.waitUntilTableExists(request -> request.tableName(table.name()));
                }
            }
        } catch (ResourceInUseException alreadyThere) {
            // Its definition may be an older one: the indexes are added; what a stack would migrate else, a developer deletes.
            addIndexes(table);
        }
        table.timeToLive().ifPresent(attribute -> expire(table.name(), attribute));
    }

    private void addIndexes(TableSpec table) {
        Set<String> there = described(table).globalSecondaryIndexes().stream()
                .map(GlobalSecondaryIndexDescription::indexName)
                .collect(Collectors.toSet());
        for (TableSpec.Index index : table.indexes()) {
            if (!there.contains(index.name())) {
                var update = GlobalSecondaryIndexUpdate.builder()
                        .create(create -> create
                                .indexName(index.name())
                                .keySchema(keys(index.keys()))
                                .projection(projection(index)))
                        .build();
                dynamoDb.updateTable(request -> request.tableName(table.name())
                        .attributeDefinitions(attributes(table))
                        .globalSecondaryIndexUpdates(update));
                // One at a time: the next is refused while this one is filled.
                awaitIndexes(table);
            }
        }
    }

    private void awaitIndexes(TableSpec table) {
        while (described(table).globalSecondaryIndexes().stream().anyMatch(i -> i.indexStatus() != IndexStatus.ACTIVE)) {
            try {
                Thread.sleep(FILLED_AFTER);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while an index is filled", e);
            }
        }
    }

    private TableDescription described(TableSpec table) {
        return dynamoDb.describeTable(request -> request.tableName(table.name())).table();
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
                .attributeDefinitions(attributes(table))
                .keySchema(keys(table.keys()));
        if (!table.indexes().isEmpty()) {
            request.globalSecondaryIndexes(table.indexes().stream().map(Tables::index).toList());
        }
        return request.build();
    }

    private static List<AttributeDefinition> attributes(TableSpec table) {
        return table.attributes().entrySet().stream()
                .map(attribute -> AttributeDefinition.builder()
                        .attributeName(attribute.getKey())
                        .attributeType(attribute.getValue())
                        .build())
                .toList();
    }

    private static Projection projection(TableSpec.Index index) {
        var projection = Projection.builder().projectionType(index.projection());
        if (!index.included().isEmpty()) {
            projection.nonKeyAttributes(index.included());
        }
        return projection.build();
    }

    private static GlobalSecondaryIndex index(TableSpec.Index index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keys(index.keys()))
                .projection(projection(index))
                .build();
    }

    private static List<KeySchemaElement> keys(List<TableSpec.Key> keys) {
        return keys.stream()
                .map(key -> KeySchemaElement.builder().attributeName(key.attribute()).keyType(key.type()).build())
                .toList();
    }
}
