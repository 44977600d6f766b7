package dev.imagegen.local.providers.ideogram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.local.providers.Reply;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a submission as strictly as the provider does; a field that is not described is a mistake. */
final class IdeogramCheck {

    private static final int LONGEST_PROMPT = 10_000;
    private static final long LARGEST_SEED = Integer.MAX_VALUE;
    private static final Set<String> FIELDS = Set.of(
            "prompt", "magic_prompt", "seed", "num_images", "resolution", "rendering_speed", "enable_copyright_detection",
            "private", "async", "webhook_url", "target_collection_id");
    private static final Set<String> RESOLUTIONS = Set.of(
            "2048x2048", "1440x2880", "2880x1440", "1664x2496", "2496x1664", "1792x2240", "2240x1792", "1440x2560",
            "2560x1440", "1600x2560", "2560x1600", "1728x2304", "2304x1728", "1296x3168", "3168x1296", "1152x2944",
            "2944x1152", "1248x3328", "3328x1248", "1280x3072", "3072x1280", "1024x3072", "3072x1024", "1024x1024",
            "896x1120", "1120x896", "864x1152", "1152x864", "832x1248", "1248x832", "800x1280", "1280x800", "720x1280",
            "1280x720", "720x1440", "1440x720", "512x1536", "1536x512");

    private IdeogramCheck() {}

    /** The refusal of a body that is wrong. */
    static Optional<Reply> refusal(JsonNode body) {
        for (var field : body.properties()) {
            if (!FIELDS.contains(field.getKey())) {
                return Optional.of(IdeogramReplies.problem("Unknown field " + field.getKey()));
            }
        }
        if (!body.path("prompt").isTextual() || body.path("prompt").textValue().isEmpty()
                || body.path("prompt").textValue().length() > LONGEST_PROMPT) {
            return Optional.of(IdeogramReplies.problem("The prompt must have 1 to 10000 characters"));
        }
        if (!RESOLUTIONS.contains(body.path("resolution").asText("1024x1024"))) {
            return Optional.of(IdeogramReplies.error(400, "The resolution is not supported"));
        }
        return wrongField(body).map(field -> IdeogramReplies.problem("Invalid value of " + field));
    }

    private static Optional<String> wrongField(JsonNode body) {
        if (Speed.of(body.path("rendering_speed").asText("default")).isEmpty()) {
            return Optional.of("rendering_speed");
        }
        if (!List.of("auto", "on", "off").contains(body.path("magic_prompt").asText("auto"))) {
            return Optional.of("magic_prompt");
        }
        // Here it draws one at a time.
        if (!whole(body.path("num_images"), 1, 1)) {
            return Optional.of("num_images");
        }
        if (!whole(body.path("seed"), 0, LARGEST_SEED)) {
            return Optional.of("seed");
        }
        return List.of("async", "private", "enable_copyright_detection").stream()
                .filter(field -> !body.path(field).isMissingNode() && !body.path(field).isBoolean())
                .findFirst();
    }

    private static boolean whole(JsonNode number, long least, long most) {
        return number.isMissingNode()
                || number.isIntegralNumber() && number.longValue() >= least && number.longValue() <= most;
    }
}
