package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which cloud the deployment of a table serves: the deployment writes it down, for commands that have nothing but the table. */
public final class DeployedCloud {

    private static final Map<String, AttributeValue> KEY = Attributes.key("DEPLOYMENT", "imagegen", "DEPLOYMENT");

    private final DynamoDbClient dynamo;
    private final String table;

    public DeployedCloud(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** Any number of times. */
    public void record(String cloud) {
        Map<String, AttributeValue> item = new HashMap<>(KEY);
        // Not "cloud": by that name it would be in the index of tasks.
        item.put("cloud_name", text(cloud));
        dynamo.putItem(p -> p.tableName(table).item(item));
    }

    /** Empty if no deployment has written it down: the table is none of a deployed stack, or of a stack that is being made. */
    public Optional<String> find() {
        return new Items(dynamo, table).find(KEY).map(item -> text(item, "cloud_name"));
    }
}
