package dev.imagegen.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;

/** Writes the values of the contract as JSON. */
public final class WireWriter {

    private WireWriter() {}

    public static ObjectNode asset(Asset asset) {
        ObjectNode node = Json.object();
        node.set("storage", storage(asset.storage()));
        node.put("format", asset.format().wireName())
                .put("width", asset.width())
                .put("height", asset.height())
                .put("bytes", asset.bytes());
        node.set("model", model(asset.model()));
        putCount(node, "seed", asset.seed());
        return node.put("created_at", asset.createdAt().toString());
    }

    /** As a request names them. */
    public static ArrayNode references(List<ReferenceImage> references) {
        ArrayNode list = Json.object().putArray("references");
        references.forEach(reference -> {
            switch (reference) {
                case ReferenceImage.ByAssetId(String id) -> list.addObject().put("source_type", "managed_asset").put("asset_id", id);
                case ReferenceImage.ByUrl(URI url) -> list.addObject().put("source_type", "url").put("url", url.toString());
            }
        });
        return list;
    }

    public static ObjectNode model(ModelName name) {
        return Json.object()
                .put("family", name.family())
                .put("tier", name.tierName())
                .put("id", name.id());
    }

    private static ObjectNode storage(Storage storage) {
        return switch (storage) {
            case Storage.Managed managed -> Json.object()
                    .put("storage_type", "managed_asset")
                    .put("secure_url", managed.secureUrl().toString())
                    .put("asset_id", managed.assetId())
                    .put("public_id", managed.publicId())
                    .put("resource_type", "image")
                    .put("type", "upload")
                    .put("version", managed.version());
            case Storage.Temporary temporary -> Json.object()
                    .put("storage_type", "temporary")
                    .put("secure_url", temporary.secureUrl().toString())
                    .put("expires_at", temporary.expiresAt().toString());
        };
    }

    public static ObjectNode assets(Asset asset) {
        ObjectNode node = Json.object();
        node.putArray("assets").add(asset(asset));
        return node;
    }

    public static ObjectNode error(PublicError error) {
        ObjectNode node = Json.object()
                .put("category", error.code().category().wireName())
                .put("code", error.code().wireName())
                .put("message", error.message());
        if (!error.details().isEmpty()) {
            node.set("details", Json.valueToTree(error.details()));
        }
        return node;
    }

    public static ObjectNode limits(Limits limits) {
        ObjectNode node = Json.object();
        ObjectNode quota = node.putArray("addons_quota").addObject().put("type", "image_generation");
        putCount(quota, "used_by_request", limits.usedByRequest());
        putCount(quota, "remaining", limits.remaining());
        putCount(quota, "limit", limits.limit());
        return node;
    }

    public static ArrayNode notices(List<Notice> notices) {
        ArrayNode array = Json.array();
        notices.forEach(n -> array.addObject().put("severity", n.severity().wireName()).put("text", n.text()));
        return array;
    }

    private static void putCount(ObjectNode node, String name, OptionalLong value) {
        if (value.isPresent()) {
            node.put(name, value.getAsLong());
        } else {
            node.putNull(name);
        }
    }
}
