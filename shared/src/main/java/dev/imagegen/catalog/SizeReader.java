package dev.imagegen.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImageSize.Shape;
import dev.imagegen.contract.Resolution;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the sizes that models make. */
final class SizeReader {

    private final JsonNode tables;

    SizeReader(JsonNode tables) {
        this.tables = tables;
    }

    /**
     * @param entry the name of a table, or one that has no name
     * @throws IllegalStateException if there is no such table, or it is none
     */
    SizeTable sizes(JsonNode entry) {
        JsonNode node = entry.isTextual() ? tables.path(entry.textValue()) : entry;
        if (!node.path("shapes").isObject() || !node.path("exact").isObject()) {
            throw new IllegalStateException("%s is no table of sizes with shapes and exact. There is %s.".formatted(
                    entry, String.join(", ", tables.propertyStream().map(Map.Entry::getKey).toList())));
        }
        Map<Shape, Pixels> shapes = new LinkedHashMap<>();
        ShapeTable.read(node.get("shapes"), "the sizes").forEach((shape, size) -> shapes.put(shape, pixels(size)));
        Map<Resolution, String> words = new EnumMap<>(Resolution.class);
        if (node.has("words")) {
            for (Resolution resolution : Resolution.values()) {
                words.put(resolution, node.get("words").path(resolution.wireName()).asText(resolution.wireName()));
            }
        }
        return new SizeTable(shapes, exact(node.get("exact"), List.copyOf(shapes.values())), words);
    }

    private static Pixels pixels(JsonNode size) {
        if (!size.asText("").matches("[1-9]\\d{0,4}x[1-9]\\d{0,4}")) {
            throw new IllegalStateException("A size is written as \"1024x768\", not as %s.".formatted(size));
        }
        return Pixels.parse(size.textValue());
    }

    private static ExactRule exact(JsonNode node, List<Pixels> shapes) {
        return switch (node.path("rule").asText("")) {
            case "free" -> new ExactRule.Free(
                    (int) number(node, "multiple"),
                    (int) number(node, "min_side"),
                    (int) number(node, "max_side"),
                    number(node, "min_pixels"),
                    number(node, "max_pixels"),
                    number(node, "max_ratio"));
            case "list" -> new ExactRule.Listed(node.path("sizes").valueStream().map(SizeReader::pixels).toList());
            case "shapes" -> new ExactRule.OfShapes(shapes);
            case "any" -> new ExactRule.Any();
            default -> throw new IllegalStateException("The rule of exact sizes is free, list, shapes or any, not %s.".formatted(
                    node.path("rule")));
        };
    }

    private static long number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
            throw new IllegalStateException("The rule of exact sizes needs a whole number of 1 or more as '%s'.".formatted(name));
        }
        return value.longValue();
    }
}
