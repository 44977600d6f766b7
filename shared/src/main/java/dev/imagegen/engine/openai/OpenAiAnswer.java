package dev.imagegen.engine.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.catalog.Price;
import dev.imagegen.catalog.TokenUsage;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.PictureJson;
import dev.imagegen.engine.http.TokenCount;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An answer that says success.
 *
 * @param json as {@link PictureJson} reads it
 */
record OpenAiAnswer(JsonNode json) {

    /**
     * The picture, with its cost if the answer has a count of the tokens.
     *
     * @throws EngineException {@link Failure#NO_IMAGE} if there is none
     */
    Picture picture(Price price) {
        for (JsonNode entry : json.path("data")) {
            Optional<byte[]> image = PictureJson.image(entry.path("b64_json"));
            if (image.isPresent()) {
                return new Picture(image.get(), OptionalLong.empty(), tokens().map(price::microDollars).orElse(OptionalLong.empty()), List.of());
            }
        }
        throw Failures.of(Failure.NO_IMAGE);
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
