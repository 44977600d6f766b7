package dev.imagegen.local.providers.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.local.providers.Call;
import dev.imagegen.local.providers.FormPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of a request, from JSON or from a form. A field that the provider does not know is rejected.
 *
 * @param files in their order
 */
record OpenAiFields(Map<String, String> texts, List<FormPart> files) {

    private static final Set<String> NUMBERS = Set.of("n", "output_compression", "partial_images");
    private static final Set<String> TEXTS = Set.of("model", "prompt", "size", "quality", "output_format", "background",
            "moderation", "user");
    private static final Set<String> FILES = Set.of("image", "image[]", "mask");

    static OpenAiFields ofJson(Call call) {
        Map<String, String> texts = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : object(call).properties()) {
            String name = field.getKey();
            checkKnown(name, NUMBERS.contains(name) || TEXTS.contains(name));
            JsonNode value = field.getValue();
            if (!(NUMBERS.contains(name) ? value.isInt() : value.isTextual())) {
                throw OpenAiRefusal.field("invalid_type", name, "Invalid type for '" + name + "'.");
            }
            texts.put(name, value.asText());
        }
        return new OpenAiFields(texts, List.of());
    }

    static OpenAiFields ofForm(Call call) {
        List<FormPart> parts = FormPart.read(call.header("Content-Type").orElse(""), call.body())
                .orElseThrow(() -> OpenAiRefusal.field(
                        "unsupported_content_type", null, "This is no whole multipart form."));
        Map<String, String> texts = new HashMap<>();
        List<FormPart> files = new ArrayList<>();
        for (FormPart part : parts) {
            boolean file = FILES.contains(part.name());
            checkKnown(part.name(), file || NUMBERS.contains(part.name()) || TEXTS.contains(part.name()));
            if (file != part.fileName().isPresent()) {
                throw OpenAiRefusal.field("invalid_type", part.name(), "'" + part.name() + "' is of the wrong kind.");
            }
            if (file) {
                files.add(part);
            } else if (texts.put(part.name(), part.text()) != null) {
                throw OpenAiRefusal.field("invalid_value", part.name(), "Duplicate parameter: '" + part.name() + "'.");
            }
        }
        return new OpenAiFields(texts, files);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    private static void checkKnown(String name, boolean known) {
        if (!known) {
            throw OpenAiRefusal.field("unknown_parameter", name, "Unknown parameter: '" + name + "'.");
        }
    }

    private static JsonNode object(Call call) {
        if (!call.header("Content-Type").orElse("").startsWith("application/json")) {
            throw OpenAiRefusal.field("unsupported_content_type", null, "Unsupported content type.");
        }
        try {
            JsonNode body = Json.parseForeign(call.body());
            if (body.isObject()) {
                return body;
            }
        } catch (ImagegenException notJson) {
            // Answered as any body that is no object.
        }
        throw OpenAiRefusal.field(null, null, "We could not parse the JSON body of your request.");
    }
}
