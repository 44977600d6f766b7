package dev.imagegen.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/** The mistakes that callers really make, each answered with what to write instead. */
final class Mistakes {

    private static final String REFERENCES = "reference_images";
    private static final String ONE_IMAGE =
            "A request makes one image. Leave it out, and send one request for each image that you want.";

    private Mistakes() {}

    /** Refuses what is no field of a request and must not be ignored either. @param known its fields */
    static void refuseAtTheTop(Fields body, Set<String> known) {
        for (String name : body.names()) {
            if (known.contains(name)) {
                continue;
            }
            Optional<String> advice = RequestWords.counts(name)
                    ? Optional.of(ONE_IMAGE).filter(_ -> !isOne(body.get(name)))
                    : RequestWords.advice(name);
            if (advice.isPresent()) {
                String shown = Text.shortened(name);
                throw ImagegenException.invalid(shown, "'%s' is no field of a request. %s".formatted(shown, advice.get()));
            }
        }
    }

    /** One image is what a request makes anyway. */
    private static boolean isOne(JsonNode count) {
        return Fields.integer(count, 1, 1).isPresent() || "1".equals(count.textValue());
    }

    static void refuseReferences(Fields body) {
        JsonNode references = body.get(REFERENCES);
        if (references != null && !(references.isArray() && references.isEmpty())) {
            throw ImagegenException.invalid(REFERENCES,
                    "'%s' is no field of text_to_image. Send the request to image_to_image to use it.".formatted(REFERENCES));
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
        for (String name : target.names()) {
            RequestWords.folder(name).ifPresent(advice -> {
                throw ImagegenException.invalid(
                        target.path(name), "'%s' is no field of a target. %s".formatted(target.path(name), advice));
            });
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
