package dev.imagegen.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An image that the API made.
 *
 * @param assetId empty for a temporary one
 * @param credits empty if the answer does not say what it cost
 * @param begun when it was asked for, by {@link System#nanoTime()}
 */
record Generated(
        String prompt, String model, int width, int height, URI address, Optional<String> assetId, OptionalLong credits,
        long begun) {

    static Generated read(String prompt, JsonNode asset, JsonNode limits, long begun) {
        JsonNode cost = limits.at("/addons_quota/0/used_by_request");
        return new Generated(
                prompt,
                asset.get("model").get("id").textValue(),
                asset.get("width").intValue(),
                asset.get("height").intValue(),
                URI.create(asset.get("storage").get("secure_url").textValue()),
                Optional.ofNullable(asset.get("storage").get("asset_id")).map(JsonNode::textValue),
                cost.isNumber() ? OptionalLong.of(cost.longValue()) : OptionalLong.empty(),
                begun);
    }

    /** For a sentence about it. */
    String cost() {
        return credits.isEmpty() ? "" : ", for " + credits.getAsLong() + (credits.getAsLong() == 1 ? " credit" : " credits");
    }
}
