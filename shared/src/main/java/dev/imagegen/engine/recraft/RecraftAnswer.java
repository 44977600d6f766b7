package dev.imagegen.engine.recraft;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.engine.http.ForeignNumber;
import dev.imagegen.engine.http.ImageSource;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * An answer that says success.
 *
 * @param json all of it
 */
record RecraftAnswer(JsonNode json, ImageSource image, Instant receivedAt) {

    /** A thousand of its units are a dollar. */
    private static final long MICRO_DOLLARS_OF_A_UNIT = 1000;

    /** What it cost; empty if it does not say. */
    OptionalLong microDollars() {
        return ForeignNumber.microDollars(json.path("credits"), MICRO_DOLLARS_OF_A_UNIT);
    }
}
