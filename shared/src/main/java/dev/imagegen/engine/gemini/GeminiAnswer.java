package dev.imagegen.engine.gemini;

import static dev.imagegen.engine.gemini.EitherSpelling.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import dev.imagegen.catalog.Price;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.http.ImageSource;
import dev.imagegen.engine.http.ImageTree;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** An answer that says success, which may be a refusal nevertheless. */
record GeminiAnswer(ImageTree tree, Instant receivedAt) {

    private static final String UNSPECIFIED = "BLOCK_REASON_UNSPECIFIED";
    /** In names of reasons, those of next year among them. */
    private static final Pattern WITHHELD =
            Pattern.compile("SAFETY|PROHIBITED|RECITATION|BLOCKLIST|SPII|POLICY|MODERATION|VIOLATION");

    /** The last image that is not a draft; where there is none in its usual place, the one elsewhere in the answer. */
    Optional<ImageSource> image() {
        byte[] last = null;
        for (JsonNode candidate : tree.json().path("candidates")) {
            for (JsonNode part : candidate.path("content").path("parts")) {
                if (!part.path("thought").asBoolean() && field(part, "inlineData").path("data") instanceof BinaryNode data) {
                    last = data.binaryValue();
                }
            }
        }
        return last == null ? tree.image() : Optional.of(new ImageSource.Bytes(last));
    }

    /** What it cost; empty if the answer has no count of the tokens. */
    OptionalLong microDollars(Price price) {
        return GeminiUsage.read(field(tree.json(), "usageMetadata")).map(price::microDollars).orElse(OptionalLong.empty());
    }

    /** Why there is none, if moderation or the model itself did not want to. */
    Optional<Failure> refusal() {
        JsonNode json = tree.json();
        String blocked = field(field(json, "promptFeedback"), "blockReason").asText("");
        if (!blocked.isEmpty() && !blocked.equals(UNSPECIFIED)) {
            return Optional.of(Failure.REFUSED);
        }
        for (JsonNode candidate : json.path("candidates")) {
            String reason = field(candidate, "finishReason").asText("").toUpperCase(Locale.ROOT);
            if (WITHHELD.matcher(reason).find()) {
                return Optional.of(Failure.WITHHELD);
            }
            if ((reason.isEmpty() || reason.equals("STOP")) && speaks(candidate)) {
                return Optional.of(Failure.REFUSED);
            }
        }
        return Optional.empty();
    }

    /** A model that was asked for nothing but an image, and writes, declines. */
    private static boolean speaks(JsonNode candidate) {
        return candidate.path("content").path("parts").valueStream()
                .anyMatch(part -> !part.path("thought").asBoolean() && !part.path("text").asText("").isBlank());
    }
}
