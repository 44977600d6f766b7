package dev.imagegen.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The mistakes that callers really make, each answered with what to write instead. */
final class Mistakes {

    private static final String SHAPE = "Write \"image_size\": {\"aspect_ratio\": \"16:9\", \"resolution\": \"1K\"} instead.";
    private static final String PIXELS = "Write \"image_size\": {\"width\": 1280, \"height\": 720} instead.";
    private static final String ONE_IMAGE =
            "A request makes one image. Leave it out, and send one request for each image that you want.";

    private static final Map<String, String> AT_THE_TOP = Map.of(
            "aspect_ratio", SHAPE,
            "resolution", SHAPE,
            "size", SHAPE,
            "width", PIXELS,
            "height", PIXELS,
            "n", ONE_IMAGE,
            "number_of_images", ONE_IMAGE);

    private static final String FOLDER =
            "Put the folder into the public id: \"public_id\": \"campaigns/summer\", or name an \"upload_preset\" that sets it.";

    private Mistakes() {}

    static void refuseAtTheTop(Fields body) {
        for (String name : body.names()) {
            String hint = AT_THE_TOP.get(name);
            if (hint != null) {
                throw ImagegenException.invalid(name, "'%s' is no field of a request. %s".formatted(name, hint));
            }
        }
    }

    static void refuseModelAsText(JsonNode model) {
        if (model.isTextual()) {
            String id = model.textValue().matches("[A-Za-z0-9._-]{1,64}") ? model.textValue() : "flux-2-pro";
            throw ImagegenException.invalid("model",
                    "'model' must be an object. Write \"model\": {\"id\": \"%s\"} or {\"family\": \"flux\", \"tier\": \"premium\"}."
                            .formatted(id));
        }
    }

    static void refuseFolder(Fields target) {
        for (String name : new String[] {"folder", "asset_folder"}) {
            if (target.has(name)) {
                throw ImagegenException.invalid(
                        target.path(name), "'%s' is no field of a target. %s".formatted(target.path(name), FOLDER));
            }
        }
    }

    static void refuseReferenceAsText(JsonNode reference, String path) {
        if (reference.isTextual()) {
            throw ImagegenException.invalid(path,
                    "'%s' must be an object. Write {\"source_type\": \"url\", \"url\": \"https://…\"} or {\"source_type\": \"managed_asset\", \"asset_id\": \"…\"}."
                            .formatted(path));
        }
    }

    static void refuseBothSizes(Fields size) {
        boolean pixels = size.has("width") || size.has("height");
        boolean shape = size.has("aspect_ratio") || size.has("resolution");
        if (pixels && shape) {
            throw ImagegenException.invalid("image_size",
                    "'image_size' takes one of two forms, not both: {\"width\", \"height\"} or {\"aspect_ratio\", \"resolution\"}.");
        }
    }
}
