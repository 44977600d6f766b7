package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.access.ApiKey;
import dev.imagegen.access.KeyStore;
import dev.imagegen.access.SecretHash;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keys in DynamoDB. */
public final class DynamoKeyStore implements KeyStore {

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoKeyStore(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Optional<ApiKey> findKey(String id) {
        var answer = dynamo.getItem(g -> g.tableName(table).key(key(id)).consistentRead(true));
        return answer.hasItem() ? Optional.of(read(id, answer.item())) : Optional.empty();
    }

    @Override
    public void put(ApiKey apiKey) {
        Map<String, AttributeValue> item = new HashMap<>(key(apiKey.id()));
        item.put("cloud", text(apiKey.cloud()));
        item.put("root", AttributeValue.fromBool(apiKey.root()));
        item.put("secret_hash", text(apiKey.secret().toText()));
        dynamo.putItem(p -> p.tableName(table).item(item));
    }

    private static ApiKey read(String id, Map<String, AttributeValue> item) {
        return new ApiKey(
                id, text(item, "cloud"), item.get("root").bool(), SecretHash.parse(text(item, "secret_hash")));
    }

    private static Map<String, AttributeValue> key(String id) {
        return Attributes.key("KEY", id, "KEY");
    }
}
