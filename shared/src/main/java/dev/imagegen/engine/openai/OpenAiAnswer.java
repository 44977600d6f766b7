package dev.imagegen.engine.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.catalog.Price;
import dev.imagegen.catalog.TokenUsage;
import dev.imagegen.engine.http.ImageSource;
import dev.imagegen.engine.http.TokenCount;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An answer that says success.
 *
 * @param json all of it
 */
record OpenAiAnswer(JsonNode json, ImageSource image, Instant receivedAt) {

    /** What it cost; empty if the answer has no count of the tokens. */
    OptionalLong microDollars(Price price) {
        return tokens().map(price::microDollars).orElse(OptionalLong.empty());
    }

    /** The tokens of the call; empty if they are not told. */
    private Optional<TokenUsage> tokens() {
        JsonNode usage = json.path("usage");
        JsonNode details = usage.path("input_tokens_details");
        OptionalLong out = TokenCount.of(usage.path("output_tokens"));
        OptionalLong in = TokenCount.of(usage.path("input_tokens"));
        OptionalLong text = TokenCount.of(details.path("text_tokens"));
        if (out.isEmpty() || text.isEmpty() && in.isEmpty()) {
            return Optional.empty();
        }
        long images = TokenCount.of(details.path("image_tokens")).orElse(0);
        long words = TokenCount.of(usage.path("output_tokens_details").path("text_tokens")).orElse(0);
        // Tokens that no detail speaks of are the prompt's.
        return Optional.of(new TokenUsage(text.orElseGet(() -> Math.max(0, in.getAsLong() - images)), images, words,
                Math.max(0, out.getAsLong() - words)));
    }
}
