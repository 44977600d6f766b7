package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.asset.AssetMaker;
import dev.imagegen.contract.Storage;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState.Completed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which task made an asset, and whose that was, as an item of the table. Of an asset that is kept it is kept as well. */
final class AssetItem {

    private AssetItem() {}

    static Map<String, AttributeValue> key(String assetId) {
        return Attributes.key("ASSET", assetId, "ASSET");
    }

    static Map<String, AttributeValue> of(Task task, Completed completed) {
        Map<String, AttributeValue> item = new HashMap<>(key(completed.assetId()));
        item.put("task_id", text(task.id()));
        // Not "cloud" and "api_key": by those names it would be in the indexes of tasks.
        item.put("of_cloud", text(task.cloud()));
        item.put("made_by", text(task.apiKey()));
        switch (completed.asset().storage()) {
            case Storage.Managed managed -> {
                item.put("version", number(managed.version()));
                item.put("public_id", text(managed.publicId()));
            }
            case Storage.Temporary _ -> item.put("ttl", number(task.expiresAt().getEpochSecond()));
        }
        return item;
    }

    /** That an asset was given to a key whose task did not make it. */
    static Map<String, AttributeValue> given(String assetId, String apiKey) {
        return Attributes.key("ASSET", assetId, "KEY#" + apiKey);
    }

    /** Empty for an asset that was made before this was written down. */
    static Optional<AssetMaker> maker(Map<String, AttributeValue> item) {
        return item.containsKey("made_by")
                ? Optional.of(new AssetMaker(
                        text(item, "task_id"), text(item, "of_cloud"), text(item, "made_by"), number(item, "version")))
                : Optional.empty();
    }
}
