package dev.imagegen.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.ImageSize.Shape;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the price book. A price that is not known, or is none, fails at start: it never counts as zero. */
final class PriceReader {

    private final JsonNode prices;

    PriceReader(JsonNode prices) {
        this.prices = prices;
    }

    /**
     * The price of a model.
     *
     * @param key its entry in the book
     * @param quality the one that it is made with; empty where the provider has no word for it, or one price for all
     * @throws IllegalStateException naming the price that is not there
     */
    Price price(String key, Optional<String> quality) {
        JsonNode node = prices.path(key);
        String source = node.path("source").textValue();
        if (source == null || source.isBlank()) {
            throw new IllegalStateException("The price book has no entry '%s' with a source.".formatted(key));
        }
        return new Price(source, rule(key, node, quality), cents(key, node.path("cents_per_reference")),
                node.has("cents_per_1000_characters") ? cents(key, node.get("cents_per_1000_characters")) : BigDecimal.ZERO);
    }

    private static PriceRule rule(String key, JsonNode node, Optional<String> quality) {
        if (node.has("grid")) {
            JsonNode grid = ofQuality(key, node.get("grid"), quality);
            if (!grid.isIntegralNumber() || grid.longValue() < 1) {
                throw new IllegalStateException("The price '%s' needs a positive grid, not %s.".formatted(key, grid));
            }
            return new PriceRule.ByTokens(grid.longValue(), positive(key, node.path("cents_per_token")));
        }
        JsonNode table = node.has("cents_by_quality") ? ofQuality(key, node.get("cents_by_quality"), quality) : node.path("cents");
        Map<Shape, BigDecimal> cents = new LinkedHashMap<>();
        ShapeTable.read(table, "the price '" + key + "'").forEach((shape, price) -> cents.put(shape, positive(key, price)));
        return new PriceRule.ByShape(cents);
    }

    private static JsonNode ofQuality(String key, JsonNode node, Optional<String> quality) {
        String word = quality.orElse("");
        if (!node.has(word)) {
            throw new IllegalStateException("The price '%s' has no quality '%s': add it to the price book first."
                    .formatted(key, word));
        }
        return node.get(word);
    }

    private static BigDecimal positive(String key, JsonNode price) {
        BigDecimal cents = cents(key, price);
        if (cents.signum() == 0) {
            throw new IllegalStateException("The price '%s' is nothing for an image.".formatted(key));
        }
        return cents;
    }

    private static BigDecimal cents(String key, JsonNode price) {
        if (!price.isNumber() || price.decimalValue().signum() < 0) {
            throw new IllegalStateException("The price '%s' needs numbers of 0 or more, not %s.".formatted(key, price));
        }
        return price.decimalValue();
    }
}
