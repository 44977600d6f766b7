package dev.imagegen.engine.gemini;

import static dev.imagegen.engine.gemini.EitherSpelling.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.catalog.TokenPrices;
import dev.imagegen.engine.http.TokenCount;
import java.util.Optional;
import java.util.OptionalLong;

/** The tokens of a call, as the provider counts them. */
record GeminiUsage(JsonNode json) {

    private static final String TOKENS = "tokenCount";

    /** Empty if there is no price, or no count of what came out. */
    OptionalLong microDollars(Optional<TokenPrices> prices) {
        OptionalLong out = images("candidatesTokensDetails");
        if (out.isEmpty()) {
            out = count("candidatesTokenCount");
        }
        if (prices.isEmpty() || out.isEmpty()) {
            return OptionalLong.empty();
        }
        long references = images("promptTokensDetails").orElse(0);
        long texts = Math.max(0, count("promptTokenCount").orElse(0) - references);
        long thoughts = count("thoughtsTokenCount").orElse(0);
        return OptionalLong.of(prices.get().microDollars(texts, references, out.getAsLong() + thoughts));
    }

    private OptionalLong count(String name) {
        return TokenCount.of(field(json, name));
    }

    private OptionalLong images(String details) {
        for (JsonNode entry : field(json, details)) {
            if (entry.path("modality").asText("").equals("IMAGE")) {
                return TokenCount.of(field(entry, TOKENS));
            }
        }
        return OptionalLong.empty();
    }
}
