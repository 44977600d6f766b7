package dev.imagegen.local.cloudinary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Makes an answer one of a later version of the contract: with words and fields of which nobody has heard, and without
 * optional ones.
 */
final class GenerationAhead {

    private static final Set<String> ENDS = Set.of("completed", "failed");

    private GenerationAhead() {}

    static ObjectNode of(ObjectNode body) {
        body.put("trace", "brand new");
        body.putArray("notices").addObject()
                .put("severity", "celebration").put("text", "The first of many.").put("link", "x");
        ObjectNode data = body.withObject("/data").put("queue", 7);
        if (data.has("status") && !ENDS.contains(data.path("status").asText())) {
            data.put("status", "warming_up");
        }
        for (JsonNode asset : data.has("result") ? data.path("result").path("assets") : data.path("assets")) {
            ((ObjectNode) asset).put("format", "jxl").put("width", 0).put("height", 0).put("provenance", true)
                    .remove("bytes");
            ((ObjectNode) asset.path("storage")).put("region", "moon").remove("asset_id");
            ((ObjectNode) asset.path("model")).put("family", "none").put("tier", "none");
        }
        return body;
    }
}
