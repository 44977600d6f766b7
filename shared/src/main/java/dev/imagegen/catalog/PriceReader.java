package dev.imagegen.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.ImageSize.Shape;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the price book. A price that is not known, or is none, fails at start: it never counts as zero. */
final class PriceReader {

    private final JsonNode prices;

    PriceReader(JsonNode prices) {
        this.prices = prices;
    }

    /**
     * The price of a model.
     *
     * @param entry a key of the book, or an entry that is not in it
     * @param quality the one that images are made with; empty where the provider has no word for it, or one price for all
     * @param dollars what stands in the place of the entry's dollars, if anything does
     * @throws IllegalStateException naming the price that is not there
     */
    Price price(JsonNode entry, Optional<String> quality, Optional<JsonNode> dollars) {
        String key = entry.isTextual() ? entry.textValue() : "of the settings";
        JsonNode node = entry.isTextual() ? prices.path(key) : entry;
        String source = node.path("source").asText("");
        if (source.isBlank()) {
            throw new IllegalStateException("The price book has no entry '%s' with a source. There is %s.".formatted(
                    key, String.join(", ", prices.propertyStream().map(Map.Entry::getKey).toList())));
        }
        return new Price(source, new Entry(key, node, quality).rule(dollars.orElseGet(() -> node.path("dollars"))));
    }

    private record Entry(String key, JsonNode node, Optional<String> quality) {

        PriceRule rule(JsonNode dollars) {
            if (node.has("cents_per_megapixel")) {
                JsonNode cents = node.get("cents_per_megapixel");
                return new PriceRule.PerMegapixel(positive(cents.path("first")), positive(cents.path("further")),
                        whole(cents.path("most_of_a_reference"), 1));
            }
            if (node.has("cents") || node.has("cents_by_quality")) {
                return new PriceRule.PerImage(byShape("cents", this::positive));
            }
            ImageTokens tokens = node.has("grid")
                    ? new ImageTokens.ByGrid(whole(ofQuality(node.get("grid")), 1))
                    : new ImageTokens.ByShape(byShape("tokens", price -> whole(price, 1)));
            return new PriceRule.PerToken(prices(dollars), tokens, orNone("tokens_of_a_reference"), orNone("tokens_of_thinking"));
        }

        private <V> Map<Shape, V> byShape(String field, Function<JsonNode, V> value) {
            JsonNode table = node.has(field + "_by_quality") ? ofQuality(node.get(field + "_by_quality")) : node.path(field);
            Map<Shape, V> result = new LinkedHashMap<>();
            ShapeTable.read(table, "the price '" + key + "'").forEach((shape, entry) -> result.put(shape, value.apply(entry)));
            return result;
        }

        private TokenPrices prices(JsonNode dollars) {
            BigDecimal out = positive(dollars.path("out"));
            return new TokenPrices(number(dollars.path("text_in")), number(dollars.path("image_in")),
                    dollars.has("text_out") ? number(dollars.get("text_out")) : out, out);
        }

        private JsonNode ofQuality(JsonNode byQuality) {
            String word = quality.orElse("");
            if (!byQuality.has(word)) {
                throw new IllegalStateException("The price '%s' has no quality '%s'. There is %s.".formatted(
                        key, word, String.join(", ", byQuality.propertyStream().map(Map.Entry::getKey).toList())));
            }
            return byQuality.get(word);
        }

        private long orNone(String field) {
            return node.has(field) ? whole(node.get(field), 0) : 0;
        }

        private long whole(JsonNode value, long least) {
            if (!value.isIntegralNumber() || !value.canConvertToInt() || value.longValue() < least) {
                throw wrong("whole numbers of %d or more".formatted(least), value);
            }
            return value.longValue();
        }

        private BigDecimal positive(JsonNode value) {
            BigDecimal number = number(value);
            if (number.signum() == 0) {
                throw wrong("numbers above 0", value);
            }
            return number;
        }

        private BigDecimal number(JsonNode value) {
            if (!value.isNumber() || value.decimalValue().signum() < 0) {
                throw wrong("numbers of 0 or more", value);
            }
            return value.decimalValue();
        }

        private IllegalStateException wrong(String needed, JsonNode value) {
            return new IllegalStateException("The price '%s' needs %s, not %s.".formatted(
                    key, needed, value.isMissingNode() ? "nothing" : value));
        }
    }
}
