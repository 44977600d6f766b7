package dev.imagegen.engine.ideogram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.http.ErrorWords;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.ForeignNumber;
import dev.imagegen.engine.http.ImageSource;
import dev.imagegen.engine.http.ImageTree;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What it says about a picture: that it was taken, or how it ended, with one item of data. */
record IdeogramResult(ImageTree tree, Instant receivedAt) {

    private JsonNode json() {
        return tree.json();
    }

    private JsonNode item() {
        return json().path("data").path(0);
    }

    boolean readable() {
        return json().isObject() || json().isBinary();
    }

    /** By which it is asked for. */
    Optional<String> id() {
        return Optional.of(json().path("generation_id").asText("")).filter(id -> !id.isBlank());
    }

    /** True if it has the item about the picture, whatever is in it. */
    boolean ended() {
        return !json().path("data").isEmpty();
    }

    /** In small letters; empty if it does not say. */
    String status() {
        return json().path("status").asText("").strip().toLowerCase(Locale.ROOT);
    }

    Optional<ImageSource> image() {
        return tree.image();
    }

    /** @throws EngineException {@link Failure#WITHHELD} if moderation holds the picture back, which is billed */
    void checkSafe() {
        if (item().path("is_image_safe").isBoolean() && !item().path("is_image_safe").booleanValue()) {
            throw Failures.of(Failure.WITHHELD);
        }
    }

    /** Why it failed after it was taken. */
    Failure failure() {
        return new ErrorWords(json().path("failure_reason").asText("") + " " + json().path("error").asText("")).policy()
                ? Failure.REFUSED
                : Failure.FAILED;
    }

    OptionalLong seed() {
        OptionalLong own = ForeignNumber.whole(item().path("seed"));
        return own.isPresent() ? own : ForeignNumber.whole(json().path("seed"));
    }

    /** What it cost; empty if it does not say. */
    OptionalLong microDollars() {
        return ForeignNumber.microDollars(json().path("usage_cost_usd_micros"), 1);
    }
}
