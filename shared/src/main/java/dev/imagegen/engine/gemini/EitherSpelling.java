package dev.imagegen.engine.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Google writes its fields in two ways: {@code inlineData} and {@code inline_data}. */
final class EitherSpelling {

    private EitherSpelling() {}

    /** @param name as {@code inlineData}; the answer is a missing node if the field is there in neither way */
    static JsonNode field(JsonNode node, String name) {
        return node.has(name) ? node.path(name) : node.path(name.replaceAll("(\\p{Lu})", "_$1").toLowerCase(Locale.ROOT));
    }
}
