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
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * An answer that says success, which may be a refusal nevertheless.
 *
 * @param json as {@link PictureJson} reads it
 */
record GeminiAnswer(JsonNode json) {

    private static final String UNSPECIFIED = "BLOCK_REASON_UNSPECIFIED";
    /** In names of reasons, those of next year among them. */
    private static final Pattern WITHHELD =
            Pattern.compile("SAFETY|PROHIBITED|RECITATION|BLOCKLIST|SPII|POLICY|MODERATION|VIOLATION");

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
            String reason = field(candidate, "finishReason").asText("").toUpperCase(Locale.ROOT);
            if (WITHHELD.matcher(reason).find()) {
                return Failure.WITHHELD;
            }
            if ((reason.isEmpty() || reason.equals("STOP")) && speaks(candidate)) {
                return Failure.REFUSED;
            }
        }
        return Failure.NO_IMAGE;
    }

    /** A model that was asked for nothing but an image, and writes, declines. */
    private static boolean speaks(JsonNode candidate) {
        return candidate.path("content").path("parts").valueStream()
                .anyMatch(part -> !part.path("thought").asBoolean() && !part.path("text").asText("").isBlank());
    }
}
