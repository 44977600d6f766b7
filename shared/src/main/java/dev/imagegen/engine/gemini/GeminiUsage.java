package dev.imagegen.engine.gemini;

import static dev.imagegen.engine.gemini.EitherSpelling.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.catalog.TokenUsage;
import dev.imagegen.engine.http.TokenCount;
import java.util.Optional;
import java.util.OptionalLong;

/** The tokens of a call, as the provider counts them. */
final class GeminiUsage {

    private final JsonNode json;

    private GeminiUsage(JsonNode json) {
        this.json = json;
    }

    /** Empty if it has no count of what came out. */
    static Optional<TokenUsage> read(JsonNode usageMetadata) {
        return new GeminiUsage(usageMetadata).tokens();
    }

    private Optional<TokenUsage> tokens() {
        OptionalLong all = count("candidatesTokenCount");
        OptionalLong images = of("IMAGE", "candidatesTokensDetails");
        if (all.isEmpty() && images.isEmpty()) {
            return Optional.empty();
        }
        long texts = of("TEXT", "candidatesTokensDetails").orElse(0);
        // Tokens that no detail speaks of are the image's: it is what was asked for.
        long imageOut = images.orElseGet(() -> Math.max(0, all.getAsLong() - texts));
        long imageIn = of("IMAGE", "promptTokensDetails").orElse(0);
        return Optional.of(new TokenUsage(
                Math.max(0, count("promptTokenCount").orElse(0) - imageIn),
                imageIn,
                Math.max(texts, all.orElse(0) - imageOut) + count("thoughtsTokenCount").orElse(0),
                imageOut));
    }

    private OptionalLong count(String name) {
        return TokenCount.of(field(json, name));
    }

    /** The tokens of one kind; empty if none are told of. */
    private OptionalLong of(String modality, String details) {
        OptionalLong sum = OptionalLong.empty();
        for (JsonNode entry : field(json, details)) {
            OptionalLong tokens = TokenCount.of(field(entry, "tokenCount"));
            if (entry.path("modality").asText("").equals(modality) && tokens.isPresent()) {
                sum = OptionalLong.of(sum.orElse(0) + tokens.getAsLong());
            }
        }
        return sum;
    }
}
