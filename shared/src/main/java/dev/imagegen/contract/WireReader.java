package dev.imagegen.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Reads back what {@link WireWriter} wrote. */
public final class WireReader {

    private WireReader() {}

    public static Asset asset(JsonNode node) {
        return new Asset(
                storage(node.get("storage")),
                WireEnum.of(ImageFormat.class, node.get("format").textValue()),
                node.get("width").intValue(),
                node.get("height").intValue(),
                node.get("bytes").longValue(),
                model(node.get("model")),
                count(node.get("seed")),
                instant(node.get("created_at")));
    }

    private static Storage storage(JsonNode node) {
        URI url = URI.create(node.get("secure_url").textValue());
        return switch (node.get("storage_type").textValue()) {
            case "managed_asset" -> new Storage.Managed(
                    url,
                    node.get("asset_id").textValue(),
                    node.get("public_id").textValue(),
                    node.get("version").longValue());
            case "temporary" -> new Storage.Temporary(url, instant(node.get("expires_at")));
            default -> throw new IllegalArgumentException("No such storage: " + node.get("storage_type"));
        };
    }

    public static ModelName model(JsonNode node) {
        return new ModelName(
                node.get("family").textValue(),
                WireEnum.find(Tier.class, node.get("tier").textValue()),
                node.get("id").textValue());
    }

    public static PublicError error(JsonNode node) {
        Map<String, Object> details = new HashMap<>();
        if (node.has("details")) {
            node.get("details").properties().forEach(e -> details.put(e.getKey(), e.getValue()));
        }
        return new PublicError(
                ErrorCode.ofWireName(node.get("code").textValue()), node.get("message").textValue(), details);
    }

    public static List<Notice> notices(JsonNode array) {
        List<Notice> notices = new ArrayList<>();
        array.forEach(n -> notices.add(new Notice(
                WireEnum.of(Severity.class, n.get("severity").textValue()), n.get("text").textValue())));
        return List.copyOf(notices);
    }

    private static OptionalLong count(JsonNode node) {
        return node == null || node.isNull() ? OptionalLong.empty() : OptionalLong.of(node.longValue());
    }

    private static Instant instant(JsonNode node) {
        return OffsetDateTime.parse(node.textValue()).toInstant();
    }
}
