package dev.imagegen.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** Reads the nested objects of a request. They are closed: an unknown key in them is an error. */
final class SelectionReader {

    private static final int MIN_SIDE = 64;
    private static final int MAX_SIDE = 4096;
    private static final int MAX_NAME = 255;
    private static final Set<String> MODEL_WORDS = Set.of("family", "tier", "id", "mode", "preference");
    private static final Set<String> SIZE_WORDS = Set.of("width", "height", "aspect_ratio", "resolution");
    private static final Set<String> TARGET_WORDS = Set.of("target_type", "public_id", "upload_preset");
    private static final Set<String> REFERENCE_WORDS = Set.of("source_type", "asset_id", "url");
    private static final List<String> TARGET_TYPES = List.of("managed_asset", "temporary");
    private static final List<String> SOURCE_TYPES = List.of("managed_asset", "url");

    private SelectionReader() {}

    static ModelSelection model(JsonNode node) {
        Mistakes.refuseModelAsText(node);
        Fields model = Fields.of(node, "model", "{\"family\": \"flux\", \"tier\": \"premium\"}");
        model.noneLike(MODEL_WORDS);
        long forms = List.of("family", "id", "mode").stream().filter(model::has).count();
        if (forms != 1) {
            throw ImagegenException.invalid("model",
                    "'model' takes exactly one of three forms: {\"family\", \"tier\"}, {\"id\"} or {\"mode\": \"auto\", \"preference\"}.");
        }
        if (model.has("id")) {
            model.onlyThese(Set.of("id"));
            return new ModelSelection.ById(model.text("id", 1, MAX_NAME));
        }
        if (model.has("family")) {
            model.onlyThese(Set.of("family", "tier"));
            return new ModelSelection.ByFamily(
                    model.text("family", 1, MAX_NAME), model.optionalChoice("tier", Tier.class).orElse(Tier.STANDARD));
        }
        model.onlyThese(Set.of("mode", "preference"));
        if (!"auto".equals(model.get("mode").asText())) {
            throw model.notOneOf("mode", List.of("auto"));
        }
        return new ModelSelection.Auto(
                model.optionalChoice("preference", Preference.class).orElse(Preference.BALANCED));
    }

    static ImageSize size(JsonNode node) {
        Fields size = Fields.of(node, "image_size", "{\"aspect_ratio\": \"16:9\", \"resolution\": \"1K\"}");
        size.noneLike(SIZE_WORDS);
        Mistakes.refuseBothSizes(size);
        if (size.has("width") || size.has("height")) {
            size.onlyThese(Set.of("width", "height"));
            return new ImageSize.Pixels(
                    size.integer("width", MIN_SIDE, MAX_SIDE), size.integer("height", MIN_SIDE, MAX_SIDE));
        }
        size.onlyThese(Set.of("aspect_ratio", "resolution"));
        return new ImageSize.Shape(
                size.choice("aspect_ratio", AspectRatio.class),
                size.optionalChoice("resolution", Resolution.class).orElse(Resolution.ONE_K));
    }

    static Target target(JsonNode node) {
        Fields target = Fields.of(node, "target", "{\"target_type\": \"temporary\"}");
        Mistakes.refuseFolder(target);
        target.noneLike(TARGET_WORDS);
        String type = target.text("target_type", 1, MAX_NAME);
        return switch (type) {
            case "managed_asset" -> {
                target.onlyThese(Set.of("target_type", "public_id", "upload_preset"));
                yield new Target.Managed(
                        target.optionalText("public_id", 1, MAX_NAME).map(id -> PublicId.checked(target.path("public_id"), id)),
                        target.optionalText("upload_preset", 1, MAX_NAME)
                                .map(name -> PublicId.checked(target.path("upload_preset"), name)));
            }
            case "temporary" -> {
                target.onlyThese(Set.of("target_type"));
                yield new Target.Temporary();
            }
            default -> throw target.notOneOf("target_type", TARGET_TYPES);
        };
    }

    static ReferenceImage reference(JsonNode node, String path) {
        Mistakes.refuseReferenceAsText(node, path);
        Fields reference = Fields.of(node, path, "{\"source_type\": \"url\", \"url\": \"https://example.com/a.png\"}");
        reference.noneLike(REFERENCE_WORDS);
        String type = reference.text("source_type", 1, MAX_NAME);
        return switch (type) {
            case "managed_asset" -> {
                reference.onlyThese(Set.of("source_type", "asset_id"));
                String id = reference.text("asset_id", 1, MAX_NAME);
                if (!id.matches("[A-Za-z0-9]+")) {
                    throw ImagegenException.invalid(reference.path("asset_id"),
                            "'%s' must be an asset id: letters and digits.".formatted(reference.path("asset_id")));
                }
                yield new ReferenceImage.ByAssetId(id);
            }
            case "url" -> {
                reference.onlyThese(Set.of("source_type", "url"));
                String url = reference.text("url", 1, HttpsAddress.MAX_LENGTH);
                yield new ReferenceImage.ByUrl(HttpsAddress.image(reference.path("url"), url));
            }
            default -> throw reference.notOneOf("source_type", SOURCE_TYPES);
        };
    }
}
