package dev.imagegen.local.money;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Operation;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * A request as a client writes it.
 *
 * @param size as {@code 16:9 at 2K} or {@code 1000x800}
 */
record Wish(String model, String prompt, String size, ImageFormat format, OptionalLong seed, boolean temporary) {

    Wish(String model, String prompt, String size, ImageFormat format, OptionalLong seed) {
        this(model, prompt, size, format, seed, false);
    }

    /** A small png of a lamp, with no seed. @param words more of the prompt */
    static Wish lamp(String model, String words) {
        return new Wish(model, ("a lamp " + words).strip(), "1:1 at 0.5K", ImageFormat.PNG, OptionalLong.empty());
    }

    Wish sized(String other) {
        return new Wish(model, prompt, other, format, seed, temporary);
    }

    /** The same, to be kept for a while only. */
    Wish kept(boolean forAWhile) {
        return new Wish(model, prompt, size, format, seed, forAWhile);
    }

    Operation operation() {
        return model.endsWith("-edit") ? Operation.IMAGE_TO_IMAGE : Operation.TEXT_TO_IMAGE;
    }

    /** Who makes the model. */
    String provider() {
        return switch (model.split("-")[0]) {
            case "flux" -> "bfl";
            case "gpt" -> "openai";
            case "nano" -> "gemini";
            case String same -> same;
        };
    }

    /** The body. @param reference the asset from which edits start */
    byte[] body(String reference) {
        ObjectNode body = Json.object().put("prompt", prompt).put("format", format.wireName());
        body.putObject("model").put("id", model);
        size(body.putObject("image_size"));
        seed.ifPresent(number -> body.put("seed", number));
        if (operation() == Operation.IMAGE_TO_IMAGE) {
            body.putArray("reference_images").addObject().put("source_type", "managed_asset").put("asset_id", reference);
        }
        if (temporary) {
            body.putObject("target").put("target_type", "temporary");
        }
        return Json.write(body).getBytes(StandardCharsets.UTF_8);
    }

    private void size(ObjectNode into) {
        if (size.contains(" at ")) {
            String[] parts = size.split(" at ");
            into.put("aspect_ratio", parts[0]).put("resolution", parts[1]);
        } else {
            String[] parts = size.split("x");
            into.put("width", Integer.parseInt(parts[0])).put("height", Integer.parseInt(parts[1]));
        }
    }
}
