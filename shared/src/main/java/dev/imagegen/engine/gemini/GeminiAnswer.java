package dev.imagegen.engine.gemini;

import static dev.imagegen.engine.gemini.EitherSpelling.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.catalog.Price;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.PictureJson;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An answer that says success, which may be a refusal nevertheless.
 *
 * @param json as {@link PictureJson} reads it
 */
record GeminiAnswer(JsonNode json) {

    private static final String UNSPECIFIED = "BLOCK_REASON_UNSPECIFIED";
    private static final Set<String> WITHHELD = Set.of("IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION",
            "SAFETY", "PROHIBITED_CONTENT", "RECITATION", "BLOCKLIST", "SPII");

    /**
     * The last picture that is not a draft, with its cost if the answer has a count of the tokens. The seed is not given:
     * with the same one the model does not make the same picture.
     *
     * @throws EngineException {@link Failure#REFUSED}, {@link Failure#WITHHELD} or {@link Failure#NO_IMAGE} if there is none
     */
    Picture picture(Price price) {
        byte[] last = null;
        for (JsonNode candidate : json.path("candidates")) {
            for (JsonNode part : candidate.path("content").path("parts")) {
                if (!part.path("thought").asBoolean()) {
                    last = PictureJson.image(field(part, "inlineData").path("data")).orElse(last);
                }
            }
        }
        if (last == null) {
            throw Failures.of(whyNone());
        }
        OptionalLong cost = GeminiUsage.read(field(json, "usageMetadata")).map(price::microDollars).orElse(OptionalLong.empty());
        return new Picture(last, OptionalLong.empty(), cost, List.of());
    }

    private Failure whyNone() {
        String blocked = field(field(json, "promptFeedback"), "blockReason").asText("");
        if (!blocked.isEmpty() && !blocked.equals(UNSPECIFIED)) {
            return Failure.REFUSED;
        }
        for (JsonNode candidate : json.path("candidates")) {
            if (WITHHELD.contains(field(candidate, "finishReason").asText(""))) {
                return Failure.WITHHELD;
            }
        }
        return Failure.NO_IMAGE;
    }
}
