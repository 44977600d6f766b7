package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.asset.RefusalStore;
import dev.imagegen.asset.Refusals;
import dev.imagegen.contract.Json;
import dev.imagegen.credits.UsageMark;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Refusals of the asset store in DynamoDB: an item for each cloud, that is written only when something is refused. */
public final class DynamoRefusalStore implements RefusalStore {

    private static final String REFUSALS = "refusals";
    private static final long FORGOTTEN_AFTER_SECONDS = 86_400;

    private final DynamoDbClient dynamo;
    private final String table;
    private final Items items;

    public DynamoRefusalStore(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
        this.items = new Items(dynamo, table);
    }

    @Override
    public Optional<Refusals> find(String cloud) {
        return items.find(key(cloud)).map(item -> read(Json.parse(text(item, REFUSALS))));
    }

    @Override
    public boolean replace(String cloud, Optional<Refusals> before, Refusals after) {
        Map<String, AttributeValue> item = new HashMap<>(key(cloud));
        item.put(REFUSALS, text(written(after)));
        item.put("ttl", number(after.latest().getEpochSecond() + FORGOTTEN_AFTER_SECONDS));
        var put = PutItemRequest.builder().tableName(table).item(item);
        before.ifPresentOrElse(
                old -> put.conditionExpression("refusals = :before").expressionAttributeValues(Map.of(":before", text(written(old)))),
                () -> put.conditionExpression("attribute_not_exists(pk)"));
        try {
            dynamo.putItem(put.build());
            return true;
        } catch (ConditionalCheckFailedException another) {
            return false;
        }
    }

    private static Map<String, AttributeValue> key(String cloud) {
        return Attributes.key("STORE", cloud, "REFUSALS");
    }

    /** The same text for the same refusals: it is compared. */
    private static String written(Refusals refusals) {
        ObjectNode node = Json.object()
                .put("from", refusals.mark().from().toString())
                .put("used", refusals.mark().credits())
                .put("newest_at", refusals.newestAt().toString());
        ObjectNode last = node.putObject("last");
        new TreeMap<>(refusals.last()).forEach((task, at) -> last.put(task, at.toString()));
        return Json.write(node);
    }

    private static Refusals read(JsonNode node) {
        Map<String, Instant> last = new HashMap<>();
        node.get("last").forEachEntry((task, at) -> last.put(task, Instant.parse(at.textValue())));
        return new Refusals(
                new UsageMark(YearMonth.parse(node.get("from").textValue()), node.get("used").longValue()), last,
                Instant.parse(node.get("newest_at").textValue()));
    }
}
