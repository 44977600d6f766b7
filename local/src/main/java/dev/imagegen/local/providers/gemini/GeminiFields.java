package dev.imagegen.local.providers.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import java.util.List;
import java.util.Map;

/** An object of a request: every field of it has to be known. */
record GeminiFields(JsonNode json, String where) {

    /** The whole body. */
    static GeminiFields of(byte[] body) {
        try {
            JsonNode json = Json.parseForeign(body);
            return new GeminiFields(json.isObject() ? json : MissingNode.getInstance(), "request").checked();
        } catch (ImagegenException e) {
            throw GeminiRefusal.invalid("Invalid JSON payload received.");
        }
    }

    /** The object of that name, or a refusal. */
    GeminiFields object(String name) {
        return new GeminiFields(json.path(name), name).checked();
    }

    /** The objects of the list of that name, at least one. */
    List<GeminiFields> list(String name) {
        if (!json.path(name).isArray() || json.path(name).isEmpty()) {
            throw GeminiRefusal.invalid("* " + where + "." + name + ": must be a list that is not empty.");
        }
        return json.path(name).valueStream().map(entry -> new GeminiFields(entry, name).checked()).toList();
    }

    GeminiFields only(String... names) {
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!List.of(names).contains(field.getKey())) {
                throw GeminiRefusal.unknownField(field.getKey(), where);
            }
        }
        return this;
    }

    boolean has(String name) {
        return json.has(name);
    }

    /** The text of that name, empty if it is not there. */
    String text(String name) {
        JsonNode node = json.path(name);
        if (!node.isMissingNode() && !node.isTextual()) {
            throw GeminiRefusal.invalid("Invalid value at '" + where + "." + name + "' (TYPE_STRING).");
        }
        return node.asText("");
    }

    private GeminiFields checked() {
        if (!json.isObject()) {
            throw GeminiRefusal.invalid("Invalid value at '" + where + "': an object is needed.");
        }
        return this;
    }
}
