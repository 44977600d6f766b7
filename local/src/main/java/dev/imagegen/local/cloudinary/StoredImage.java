package dev.imagegen.local.cloudinary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known about a stored image.
 *
 * @param type of delivery: upload, private or authenticated
 * @param version grows with every overwrite; Unix time in seconds unless two fall into one second
 * @param format as Cloudinary writes it: png, jpg or webp
 */
record StoredImage(
        String cloud,
        String assetId,
        String publicId,
        String type,
        long version,
        String format,
        int width,
        int height,
        long bytes,
        String etag,
        Instant createdAt,
        List<String> tags,
        Map<String, String> context) {

    String mediaType() {
        return "image/" + (format.equals("jpg") ? "jpeg" : format);
    }

    StoredImage renamed(String newPublicId, String newType) {
        return new StoredImage(
                cloud, assetId, newPublicId, newType, version, format, width, height, bytes, etag, createdAt, tags,
                context);
    }

    /** As it is kept on disk. */
    ObjectNode toJson(ObjectMapper json) {
        ObjectNode node = json.createObjectNode()
                .put("cloud", cloud)
                .put("asset_id", assetId)
                .put("public_id", publicId)
                .put("type", type)
                .put("version", version)
                .put("format", format)
                .put("width", width)
                .put("height", height)
                .put("bytes", bytes)
                .put("etag", etag)
                .put("created_at", createdAt.toString());
        tags.forEach(node.putArray("tags")::add);
        ObjectNode custom = node.putObject("context");
        context.forEach(custom::put);
        return node;
    }

    static StoredImage ofJson(JsonNode node) {
        Map<String, String> context = new TreeMap<>();
        node.path("context").properties().forEach(entry -> context.put(entry.getKey(), entry.getValue().asText()));
        return new StoredImage(
                node.path("cloud").asText(),
                node.path("asset_id").asText(),
                node.path("public_id").asText(),
                node.path("type").asText(),
                node.path("version").asLong(),
                node.path("format").asText(),
                node.path("width").asInt(),
                node.path("height").asInt(),
                node.path("bytes").asLong(),
                node.path("etag").asText(),
                Instant.parse(node.path("created_at").asText()),
                node.path("tags").valueStream().map(JsonNode::asText).toList(),
                context);
    }
}
