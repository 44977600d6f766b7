package dev.imagegen.local.cloudinary;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Resolution;
import dev.imagegen.contract.WireEnum;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An order that keeps the add-on's contract. Unknown fields are an error in the objects of the body, and ignored beside them.
 *
 * @param publicId where a managed asset is to be; empty if the add-on may choose
 * @param references as they stand in the order
 */
record GenerationOrder(
        String operation, String prompt, GenerationModel model, Pixels size, ImageFormat format, boolean temporary,
        Optional<String> publicId, OptionalLong seed, boolean async, Optional<URI> webhook, List<JsonNode> references) {

    private static final int MAX_PROMPT = 16_384;
    private static final int SHORTEST_SIDE = 64;
    private static final int LONGEST_SIDE = 4096;

    static GenerationOrder read(String operation, Call call, Account account) {
        JsonNode body = body(call);
        boolean edit = operation.equals("image_to_image");
        String prompt = text(body, "prompt").orElseThrow(() -> wrong("prompt"));
        if (prompt.isEmpty() || prompt.codePointCount(0, prompt.length()) > MAX_PROMPT) {
            throw wrong("prompt");
        }
        GenerationModel model = model(body.path("model"), edit);
        JsonNode target = target(body.path("target"), account);
        return new GenerationOrder(operation, prompt, model, made(model, size(body.path("image_size"))), format(body, model),
                target.path("target_type").asText().equals("temporary"), text(target, "public_id"), seed(body.path("seed")),
                flag(body.path("async")), webhook(body), edit ? references(body.path("reference_images"), model) : List.of());
    }

    private static JsonNode body(Call call) {
        try {
            JsonNode body = Json.parseForeign(call.json().orElse(new byte[0]));
            if (body.isObject()) {
                return body;
            }
        } catch (ImagegenException notJson) {
            // Answered as any body that is no object.
        }
        throw GenerationRefusal.of(400, "user_error", "the body is no JSON object");
    }

    private static GenerationModel model(JsonNode model, boolean edit) {
        if (model.isMissingNode()) {
            return GenerationModel.ofFamily("nano-banana", "premium", edit).orElseThrow();
        }
        Optional<GenerationModel> found = Optional.empty();
        if (has(model, Set.of("id"), "id")) {
            found = GenerationModel.ofId(model.path("id").asText(), edit);
        } else if (has(model, Set.of("family", "tier"), "family")) {
            found = GenerationModel.ofFamily(model.path("family").asText(), model.path("tier").asText("standard"), edit);
        } else if (has(model, Set.of("mode", "preference"), "mode") && model.path("mode").asText().equals("auto")) {
            found = GenerationModel.ofFamily("flux", "standard", edit);
        }
        return found.orElseThrow(() -> wrong("model"));
    }

    /** One of the models was seen to make portraits of another ratio than was asked for. */
    private static Pixels made(GenerationModel model, Pixels asked) {
        boolean portrait = asked.toString().equals("768x1024");
        return portrait && model.id().startsWith("gpt-image-2.5-flare") ? new Pixels(1024, 1536) : asked;
    }

    private static Pixels size(JsonNode size) {
        if (size.isMissingNode()) {
            return new Pixels(1024, 1024);
        }
        if (has(size, Set.of("width", "height"), "width")) {
            return new Pixels(side(size.path("width")), side(size.path("height")));
        }
        if (!has(size, Set.of("aspect_ratio", "resolution"), "aspect_ratio")) {
            throw wrong("image_size");
        }
        AspectRatio ratio = WireEnum.find(AspectRatio.class, size.path("aspect_ratio").asText())
                .orElseThrow(() -> wrong("image_size"));
        Resolution resolution = WireEnum.find(Resolution.class, size.path("resolution").asText("1K"))
                .orElseThrow(() -> wrong("image_size"));
        return shaped(ratio.wireName().split(":"), longest(resolution));
    }

    private static Pixels shaped(String[] ratio, int longest) {
        int wide = Integer.parseInt(ratio[0]);
        int high = Integer.parseInt(ratio[1]);
        return wide >= high ? new Pixels(longest, longest * high / wide) : new Pixels(longest * wide / high, longest);
    }

    private static int longest(Resolution resolution) {
        return switch (resolution.wireName()) {
            case "0.5K" -> 512;
            case "2K" -> 2048;
            case "4K" -> 4096;
            default -> 1024;
        };
    }

    private static int side(JsonNode side) {
        if (!side.isInt() || side.intValue() < SHORTEST_SIDE || side.intValue() > LONGEST_SIDE) {
            throw wrong("image_size");
        }
        return side.intValue();
    }

    private static ImageFormat format(JsonNode body, GenerationModel model) {
        ImageFormat asked = WireEnum.find(ImageFormat.class, text(body, "format").orElse("png"))
                .orElseThrow(() -> wrong("format"));
        boolean makes = model.choosesFormat() && (asked != ImageFormat.WEBP || model.makesWebp());
        return makes ? asked : ImageFormat.PNG;
    }

    private static JsonNode target(JsonNode target, Account account) {
        if (target.isMissingNode()) {
            return Json.object();
        }
        boolean managed = has(target, Set.of("target_type", "public_id", "upload_preset"), "target_type")
                && target.path("target_type").asText().equals("managed_asset");
        boolean temporary = has(target, Set.of("target_type"), "target_type")
                && target.path("target_type").asText().equals("temporary");
        if (!managed && !temporary) {
            throw wrong("target");
        }
        text(target, "public_id").ifPresent(id -> {
            try {
                UploadRoute.checkedPublicId(id);
            } catch (Refusal e) {
                throw GenerationRefusal.parameter("target.public_id", "invalid public_id");
            }
        });
        text(target, "upload_preset").filter(preset -> !account.uploadPresets().contains(preset)).ifPresent(_ -> {
            throw GenerationRefusal.parameter("target.upload_preset", "Upload preset not found");
        });
        return target;
    }

    private static OptionalLong seed(JsonNode seed) {
        if (seed.isMissingNode() || seed.isNull()) {
            return OptionalLong.empty();
        }
        if (!seed.isIntegralNumber() || !seed.canConvertToLong() || seed.longValue() < 0) {
            throw wrong("seed");
        }
        return OptionalLong.of(seed.longValue());
    }

    private static boolean flag(JsonNode flag) {
        if (!flag.isMissingNode() && !flag.isBoolean()) {
            throw wrong("async");
        }
        return flag.asBoolean(false);
    }

    private static Optional<URI> webhook(JsonNode body) {
        return text(body, "notification_url").map(url -> {
            if (!url.matches("https?://[^\\s]+")) {
                throw wrong("notification_url");
            }
            return URI.create(url);
        });
    }

    private static List<JsonNode> references(JsonNode references, GenerationModel model) {
        if (!references.isArray() || references.isEmpty() || references.size() > model.maxReferences()) {
            throw wrong("reference_images");
        }
        return references.valueStream().toList();
    }

    private static Optional<String> text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isMissingNode() && !value.isTextual()) {
            throw wrong(field);
        }
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.asText());
    }

    /** True if it is an object with nothing but these fields, one of them for sure. */
    private static boolean has(JsonNode node, Set<String> allowed, String required) {
        return node.isObject() && node.has(required)
                && node.propertyStream().allMatch(field -> allowed.contains(field.getKey()));
    }

    private static GenerationRefusal wrong(String parameter) {
        return GenerationRefusal.parameter(parameter, "invalid or missing parameters");
    }
}
