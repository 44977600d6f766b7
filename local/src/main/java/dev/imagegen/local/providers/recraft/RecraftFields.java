package dev.imagegen.local.providers.recraft;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.local.providers.Call;
import dev.imagegen.local.providers.FormPart;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of a request, from JSON or from a form. A field that the route does not have is rejected.
 *
 * @param image the reference, if there is one
 */
record RecraftFields(Map<String, String> texts, Optional<byte[]> image) {

    private static final Set<String> NUMBERS = Set.of("n", "random_seed", "strength");
    private static final Set<String> COMMON = Set.of("model", "prompt", "n", "random_seed", "response_format", "image_format",
            "style", "substyle", "style_id", "negative_prompt", "block_nsfw", "calculate_features");
    private static final String DATA = ";base64,";

    static RecraftFields read(Call call, Set<String> more) {
        String type = call.header("Content-Type").orElse("");
        RecraftFields fields = type.startsWith("application/json") ? ofJson(call) : ofForm(type, call);
        fields.texts.keySet().stream().filter(name -> !COMMON.contains(name) && !more.contains(name)).findFirst()
                .ifPresent(name -> {
                    throw RecraftRefusal.field("unexpected field " + name);
                });
        return fields;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    String required(String name) {
        return text(name).filter(text -> !text.isEmpty())
                .orElseThrow(() -> RecraftRefusal.field(name + " is required"));
    }

    private static RecraftFields ofJson(Call call) {
        Map<String, String> texts = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : object(call).properties()) {
            JsonNode value = field.getValue();
            boolean right = NUMBERS.contains(field.getKey()) ? value.isNumber() : value.isTextual() || value.isBoolean();
            if (!right) {
                throw RecraftRefusal.field(field.getKey() + " is of the wrong type");
            }
            texts.put(field.getKey(), value.asText());
        }
        return new RecraftFields(texts, Optional.ofNullable(texts.get("image_url")).map(RecraftFields::decoded));
    }

    private static RecraftFields ofForm(String type, Call call) {
        Map<String, String> texts = new HashMap<>();
        Optional<byte[]> image = Optional.empty();
        for (FormPart part : FormPart.read(type, call.body()).orElseThrow(() -> RecraftRefusal.text(400, "bad request"))) {
            if (part.fileName().isEmpty()) {
                texts.put(part.name(), part.text());
            } else if (part.name().equals("image") && image.isEmpty()) {
                image = Optional.of(part.content());
            } else {
                throw RecraftRefusal.field("unexpected file " + part.name());
            }
        }
        return new RecraftFields(texts, image);
    }

    private static JsonNode object(Call call) {
        try {
            JsonNode body = Json.parseForeign(call.body());
            if (body.isObject()) {
                return body;
            }
        } catch (ImagegenException notJson) {
            // Answered as any body that is no object.
        }
        throw RecraftRefusal.text(400, "bad request");
    }

    private static byte[] decoded(String url) {
        int at = url.indexOf(DATA);
        if (!url.startsWith("data:image/") || at < 0) {
            throw RecraftRefusal.field("image_url: the emulator fetches nothing, it takes data only");
        }
        try {
            return Base64.getDecoder().decode(url.substring(at + DATA.length()));
        } catch (IllegalArgumentException e) {
            throw RecraftRefusal.field("image file cannot be read");
        }
    }
}
