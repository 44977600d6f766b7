package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.asset.PublicIdClaim;
import dev.imagegen.asset.PublicIdHold;
import dev.imagegen.task.Sha256;
import dev.imagegen.task.Task;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Who holds a public id, as an item of the table: until its task is forgotten, or, once an image lies there, until that is gone. */
final class PublicIdItem {

    private PublicIdItem() {}

    static Map<String, AttributeValue> key(String cloud, String publicId) {
        String composed = Normalizer.normalize(publicId, Normalizer.Form.NFC);
        return Attributes.key("PUBLIC_ID", Sha256.of(cloud, composed), "PUBLIC_ID");
    }

    /** Its condition fails if somebody else holds it by now. */
    static Put claimed(String table, PublicIdClaim claim, Task task) {
        Map<String, AttributeValue> item = held(claim.publicId(), task);
        item.put("ttl", number(task.expiresAt().getEpochSecond()));
        return Put.builder()
                .tableName(table)
                .item(item)
                .conditionExpression("attribute_not_exists(pk) OR (task_id = :way AND attribute_not_exists(asset_id))")
                .expressionAttributeValues(Map.of(":way", text(claim.givesWay().orElse("none"))))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /** Whatever was there: now the image of this task is. */
    static Map<String, AttributeValue> stored(String publicId, Task task, String assetId) {
        Map<String, AttributeValue> item = held(publicId, task);
        item.put("asset_id", text(assetId));
        return item;
    }

    private static Map<String, AttributeValue> held(String publicId, Task task) {
        Map<String, AttributeValue> item = new HashMap<>(key(task.cloud(), publicId));
        item.put("public_id", text(publicId));
        item.put("holder", text(task.apiKey()));
        item.put("task_id", text(task.id()));
        return item;
    }

    static PublicIdHold read(Map<String, AttributeValue> item) {
        return new PublicIdHold(text(item, "holder"), text(item, "task_id"), item.containsKey("asset_id"));
    }

    /** Its condition fails unless that asset lies there. */
    static Update released(String table, String cloud, String publicId, String assetId) {
        return Update.builder()
                .tableName(table)
                .key(key(cloud, publicId))
                .updateExpression("REMOVE asset_id SET #ttl = :past")
                .conditionExpression("asset_id = :asset")
                .expressionAttributeNames(Map.of("#ttl", "ttl"))
                .expressionAttributeValues(Map.of(":asset", text(assetId), ":past", number(1)))
                .build();
    }
}
