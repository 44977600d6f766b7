package dev.imagegen.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.ImageSize.Shape;
import dev.imagegen.contract.Resolution;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of tiers and ratios, in which {@code *} stands for all that are not named. */
final class ShapeTable {

    private static final String ANY = "*";

    private ShapeTable() {}

    /** The entry of every shape. @throws IllegalStateException if one has none */
    static Map<Shape, JsonNode> read(JsonNode table, String what) {
        Map<Shape, JsonNode> result = new LinkedHashMap<>();
        known(table, Arrays.stream(Resolution.values()).map(Resolution::wireName), what);
        for (Resolution resolution : Resolution.values()) {
            JsonNode row = namedOrAny(table, resolution.wireName());
            known(row, Arrays.stream(AspectRatio.values()).map(AspectRatio::wireName), what);
            for (AspectRatio ratio : AspectRatio.values()) {
                JsonNode entry = namedOrAny(row, ratio.wireName());
                if (entry.isMissingNode() || entry.isNull()) {
                    throw new IllegalStateException("There is no entry for %s, %s in %s."
                            .formatted(resolution.wireName(), ratio.wireName(), what));
                }
                result.put(new Shape(ratio, resolution), entry);
            }
        }
        return result;
    }

    /** A name that is written wrong must not leave its entry to the rest. */
    private static void known(JsonNode node, Stream<String> names, String what) {
        Set<String> all = Stream.concat(Stream.of(ANY), names).collect(Collectors.toSet());
        node.fieldNames().forEachRemaining(name -> {
            if (!all.contains(name)) {
                throw new IllegalStateException("'%s' is no tier and no ratio in %s.".formatted(name, what));
            }
        });
    }

    private static JsonNode namedOrAny(JsonNode node, String name) {
        return node.has(name) ? node.get(name) : node.path(ANY);
    }
}
