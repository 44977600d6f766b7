package dev.imagegen.functions.generate;

import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Spelling;
import dev.imagegen.contract.Text;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The parameters of a query.
 *
 * @param values by name, decoded, each different one once
 */
record Query(Map<String, List<String>> values) {

    static final Query NONE = new Query(Map.of());

    /**
     * The query of an event.
     *
     * @param raw as it was sent; null or empty if the event does not have it
     * @param joined decoded, those of one name joined by commas; read where there is no raw query
     */
    static Query of(String raw, Map<String, String> joined) {
        Map<String, List<String>> values = new TreeMap<>();
        if (raw == null || raw.isEmpty()) {
            joined.forEach((name, value) -> values.put(name, List.of(value == null ? "" : value)));
            return new Query(values);
        }
        for (String pair : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            if (!pair.isEmpty()) {
                List<String> sofar = values.computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>());
                String value = parts.length == 2 ? decoded(parts[1]) : "";
                if (!sofar.contains(value)) {
                    sofar.add(value);
                }
            }
        }
        return new Query(values);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badlyEncoded) {
            return text;
        }
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getFirst);
    }

    /** @throws ImagegenException a 400 for the first parameter that is not known, or has two values */
    void requireOnly(Set<String> known) {
        values.forEach((name, given) -> {
            if (!known.contains(name)) {
                throw unknown(name, known.stream().sorted().toList());
            }
            if (given.size() > 1) {
                throw ImagegenException.invalid(name, "'%s' came twice, with different values. Write it once.".formatted(name));
            }
        });
    }

    private static ImagegenException unknown(String name, List<String> known) {
        String shown = Text.shortened(name);
        String allowed = known.isEmpty()
                ? "This route takes no parameters."
                : Spelling.closest(name, known).map("Write '%s' instead."::formatted)
                        .orElseGet(() -> "Allowed: %s.".formatted(String.join(", ", known)));
        return ImagegenException.invalid(shown, "'%s' is no parameter of this route. %s".formatted(shown, allowed), known);
    }
}
