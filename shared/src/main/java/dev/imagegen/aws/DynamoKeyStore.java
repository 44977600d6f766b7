package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.access.ApiKey;
import dev.imagegen.access.KeyStore;
import dev.imagegen.time.Sleeper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Keys in DynamoDB: an item for each, and one with the ids of all keys of a cloud, changed in the same transaction. */
public final class DynamoKeyStore implements KeyStore {

    /** What the database takes in one batch. */
    private static final int BATCH = 100;

    private final DynamoDbClient dynamo;
    private final String table;
    private final Items items;
    private final Transactions transactions;

    public DynamoKeyStore(DynamoDbClient dynamo, String table, Sleeper sleeper, RandomGenerator random) {
        this.dynamo = dynamo;
        this.table = table;
        this.items = new Items(dynamo, table);
        this.transactions = new Transactions(dynamo, sleeper, random);
    }

    @Override
    public Optional<ApiKey> findKey(String id) {
        return items.find(KeyItem.key(id)).map(KeyItem::read);
    }

    @Override
    public List<ApiKey> keysOf(String cloud) {
        List<String> ids = items.find(list(cloud)).map(item -> item.get("ids")).map(AttributeValue::ss).orElse(List.of());
        List<ApiKey> keys = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            var wanted = KeysAndAttributes.builder()
                    .keys(ids.subList(from, Math.min(ids.size(), from + BATCH)).stream().map(KeyItem::key).toList())
                    .consistentRead(true)
                    .build();
            // It asks again for what an answer left out.
            for (var page : dynamo.batchGetItemPaginator(b -> b.requestItems(Map.of(table, wanted)))) {
                page.responses().getOrDefault(table, List.of()).forEach(item -> keys.add(KeyItem.read(item)));
            }
        }
        return keys;
    }

    @Override
    public void put(ApiKey key) {
        var writes = new ConditionalWrites();
        writes.update(listing("ADD", key.cloud(), key.id()).build());
        writes.put(Put.builder().tableName(table).item(KeyItem.of(key)).build());
        writes.write(transactions);
    }

    @Override
    public boolean add(ApiKey key, int most) {
        var writes = new ConditionalWrites();
        writes.update(listing("ADD", key.cloud(), key.id())
                .conditionExpression("attribute_not_exists(ids) OR size(ids) < :most")
                .expressionAttributeValues(Map.of(":id", ids(key.id()), ":most", number(most)))
                .build());
        writes.put(Put.builder().tableName(table).item(KeyItem.of(key)).conditionExpression("attribute_not_exists(pk)").build());
        return writes.writeUnlessFirstRefused(transactions);
    }

    @Override
    public boolean delete(String cloud, String id) {
        var writes = new ConditionalWrites();
        writes.delete(Delete.builder()
                .tableName(table)
                .key(KeyItem.key(id))
                .conditionExpression("cloud = :cloud")
                .expressionAttributeValues(Map.of(":cloud", text(cloud)))
                .build());
        writes.update(listing("DELETE", cloud, id).build());
        return writes.writeUnlessFirstRefused(transactions);
    }

    private Update.Builder listing(String action, String cloud, String id) {
        return Update.builder()
                .tableName(table)
                .key(list(cloud))
                .updateExpression(action + " ids :id")
                .expressionAttributeValues(Map.of(":id", ids(id)));
    }

    private static AttributeValue ids(String id) {
        return AttributeValue.fromSs(List.of(id));
    }

    private static Map<String, AttributeValue> list(String cloud) {
        return Attributes.key("CLOUD", cloud, "KEYS");
    }
}
