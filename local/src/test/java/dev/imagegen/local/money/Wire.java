package dev.imagegen.local.money;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Json;
import dev.imagegen.local.providers.Call;
import dev.imagegen.local.providers.FormPart;
import dev.imagegen.task.Order;
import dev.imagegen.task.Task;
import java.util.Arrays;
import java.util.Base64;

/**
 * An order of a picture as it went over the wire. Forms are written as JSON; a file in one by its media type.
 *
 * @param body all of it: a field that is not here was not sent
 */
record Wire(String path, JsonNode body) {

    private static final String PNG = "image/png";

    static Wire sent(Call call) {
        if (call.header("Content-Type").orElse("").startsWith("application/json")) {
            return new Wire(call.path(), Json.parse(call.text()));
        }
        ObjectNode fields = Json.object();
        for (FormPart part : FormPart.read(call.header("Content-Type").orElse(""), call.body()).orElseThrow()) {
            boolean reference = part.fileName().isPresent() && Arrays.equals(part.content(), House.REFERENCE);
            fields.put(part.name(), reference ? part.mediaType().orElse("") : part.text());
        }
        return new Wire(call.path(), fields);
    }

    /**
     * What the provider's documentation wants to have for it.
     *
     * @param size the pixels that the model is to make
     */
    static Wire expected(Wish wish, Pixels size) {
        return switch (wish.provider()) {
            case "bfl" -> bfl(wish, size);
            case "recraft" -> recraft(wish, size);
            case "openai" -> openAi(wish, size);
            case "gemini" -> gemini(wish);
            default -> ideogram(wish, size);
        };
    }

    /**
     * What the add-on's documentation wants to have for it.
     *
     * @param references where the add-on finds them; none for a new picture
     */
    static Wire ofAddOn(Wish wish, Task task, JsonNode references) {
        ObjectNode body = Json.object().put("prompt", wish.prompt());
        body.putObject("model").put("id", wish.model());
        Order order = task.order();
        if (GoodTable.onlyByAddOn(wish) && wish.size().contains(" at ")) {
            String[] shape = wish.size().split(" at ");
            body.putObject("image_size").put("aspect_ratio", shape[0]).put("resolution", shape[1]);
        } else if (Math.max(order.width(), order.height()) <= 4096) {
            body.putObject("image_size").put("width", order.width()).put("height", order.height());
        } else {
            String[] shape = wish.size().split(" at ");
            body.putObject("image_size").put("aspect_ratio", shape[0]).put("resolution", shape[1]);
        }
        body.put("format", order.format().wireName());
        ObjectNode target = body.putObject("target");
        if (wish.temporary()) {
            target.put("target_type", "temporary");
        } else {
            target.put("target_type", "managed_asset").put("public_id", "imagegen/" + task.id());
        }
        order.seed().ifPresent(seed -> body.put("seed", seed));
        body.put("async", true);
        if (edit(wish)) {
            body.set("reference_images", references);
        }
        return of(wish.operation().wireName(), body);
    }

    /** As text and back, so that numbers compare by what they are. */
    private static Wire of(String path, ObjectNode body) {
        return new Wire(path, Json.parse(Json.write(body)));
    }

    private static boolean edit(Wish wish) {
        return wish.model().endsWith("-edit");
    }

    private static String base(Wish wish) {
        return wish.model().replace("-edit", "");
    }

    private static Wire bfl(Wish wish, Pixels size) {
        ObjectNode body = Json.object().put("prompt", wish.prompt()).put("width", size.width()).put("height", size.height())
                .put("output_format", wish.format() == ImageFormat.JPEG ? "jpeg" : "png");
        wish.seed().ifPresent(seed -> body.put("seed", seed));
        if (edit(wish)) {
            body.put("input_image", Base64.getEncoder().encodeToString(House.REFERENCE));
        }
        return of("/v1/" + base(wish), body);
    }

    private static Wire recraft(Wish wish, Pixels size) {
        ObjectNode body = Json.object().put("model", base(wish).replace("-", "")).put("prompt", wish.prompt())
                .put("response_format", "b64_json")
                .put("image_format", wish.format() == ImageFormat.WEBP ? "webp" : "png");
        if (edit(wish)) {
            body.put("n", "1").put("strength", "0.5").put("image", PNG);
            wish.seed().ifPresent(seed -> body.put("random_seed", String.valueOf(seed)));
            return of("/v1/images/imageToImage", body);
        }
        body.put("n", 1).put("size", size.toString());
        wish.seed().ifPresent(seed -> body.put("random_seed", seed));
        return of("/v1/images/generations", body);
    }

    private static Wire openAi(Wish wish, Pixels size) {
        boolean mini = base(wish).equals("gpt-image-1-mini");
        ObjectNode body = Json.object().put("model", mini ? "gpt-image-2.6-flare" : base(wish)).put("prompt", wish.prompt())
                .put("size", size.toString()).put("quality", mini ? "low" : "medium").put("output_format", wish.format().wireName());
        return edit(wish)
                ? of("/v1/images/edits", body.put("n", "1").put("image[]", PNG))
                : of("/v1/images/generations", body.put("n", 1).put("moderation", "auto"));
    }

    private static Wire gemini(Wish wish) {
        boolean first = base(wish).equals("nano-banana-1");
        ObjectNode body = Json.object();
        var parts = body.putArray("contents").addObject().put("role", "user").putArray("parts");
        parts.addObject().put("text", wish.prompt());
        if (edit(wish)) {
            parts.addObject().putObject("inlineData").put("mimeType", PNG)
                    .put("data", Base64.getEncoder().encodeToString(House.REFERENCE));
        }
        ObjectNode config = body.putObject("generationConfig");
        config.putArray("responseModalities").add("IMAGE");
        String[] shape = wish.size().split(" at ");
        ObjectNode image = config.putObject("imageConfig").put("aspectRatio", shape[0]);
        if (!first) {
            image.put("imageSize", shape[1].equals("0.5K") ? "1K" : shape[1]);
        } else {
            wish.seed().ifPresent(seed -> config.put("seed", seed));
        }
        return of("/v1beta/models/%s:generateContent".formatted(first ? "gemini-2.5-flash-image" : "gemini-nano-banana-2.1"),
                body);
    }

    private static Wire ideogram(Wish wish, Pixels size) {
        ObjectNode body = Json.object().put("prompt", wish.prompt()).put("magic_prompt", "off")
                .put("resolution", size.toString()).put("num_images", 1).put("async", true)
                .put("rendering_speed", base(wish).endsWith("turbo") ? "turbo" : "default");
        wish.seed().ifPresent(seed -> body.put("seed", seed));
        return of("/v2/image/generate/ideogram-4", body);
    }
}
