package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.asset.AssetMaker;
import dev.imagegen.asset.AssetRegistry;
import dev.imagegen.asset.PublicIdHold;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The registry in DynamoDB. */
public final class DynamoAssetRegistry implements AssetRegistry {

    private final DynamoDbClient dynamo;
    private final String table;
    private final Items items;

    public DynamoAssetRegistry(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
        this.items = new Items(dynamo, table);
    }

    @Override
    public Optional<PublicIdHold> holder(String cloud, String publicId) {
        return items.find(PublicIdItem.key(cloud, publicId)).map(PublicIdItem::read);
    }

    @Override
    public Optional<AssetMaker> maker(String assetId) {
        return items.find(AssetItem.key(assetId)).flatMap(item -> AssetItem.maker(item).or(() -> ofTask(item)));
    }

    /** What is known as long as the task is: it was made before the asset itself said so. */
    private Optional<AssetMaker> ofTask(Map<String, AttributeValue> item) {
        String taskId = text(item, "task_id");
        return items.find(TaskItem.key(taskId))
                .map(task -> new AssetMaker(taskId, text(task, "cloud"), text(task, "api_key"), 0));
    }

    @Override
    public boolean isOf(String apiKey, String assetId) {
        return maker(assetId).filter(maker -> maker.apiKey().equals(apiKey)).isPresent()
                || items.find(AssetItem.given(assetId, apiKey)).isPresent();
    }

    @Override
    public void release(String assetId) {
        release(assetId, publicId -> true);
    }

    @Override
    public void releaseFrom(String assetId, String publicId) {
        release(assetId, publicId::equals);
    }

    private void release(String assetId, Predicate<String> lay) {
        items.find(AssetItem.key(assetId))
                .filter(item -> item.containsKey("public_id") && lay.test(text(item, "public_id")))
                .ifPresent(item -> release(item, assetId));
    }

    private void release(Map<String, AttributeValue> asset, String assetId) {
        Update update = PublicIdItem.released(table, text(asset, "of_cloud"), text(asset, "public_id"), assetId);
        try {
            dynamo.updateItem(u -> u.tableName(update.tableName())
                    .key(update.key())
                    .updateExpression(update.updateExpression())
                    .conditionExpression(update.conditionExpression())
                    .expressionAttributeNames(update.expressionAttributeNames())
                    .expressionAttributeValues(update.expressionAttributeValues()));
        } catch (ConditionalCheckFailedException notItsOwn) {
            // Nobody holds it, or another image lies there by now.
        }
    }
}
