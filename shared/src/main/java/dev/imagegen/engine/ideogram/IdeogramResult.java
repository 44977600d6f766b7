package dev.imagegen.engine.ideogram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.ForeignNumber;
import dev.imagegen.engine.http.ResultDownload;
import java.util.List;
import java.util.OptionalLong;

/** The answer about a picture that is finished: one item of data, of which it was asked for. */
record IdeogramResult(JsonNode answer) {

    boolean there() {
        return !answer.path("data").isEmpty();
    }

    /** @throws dev.imagegen.engine.EngineException if moderation holds it back, or there is none to fetch */
    Picture fetch(ResultDownload download) {
        JsonNode item = answer.path("data").path(0);
        if (item.path("is_image_safe").isBoolean() && !item.path("is_image_safe").booleanValue()) {
            throw Failures.of(Failure.WITHHELD);
        }
        return new Picture(download.image(item.path("url").asText("")), seed(item),
                ForeignNumber.microDollars(answer.path("usage_cost_usd_micros"), 1), List.of());
    }

    private OptionalLong seed(JsonNode item) {
        OptionalLong own = ForeignNumber.whole(item.path("seed"));
        return own.isPresent() ? own : ForeignNumber.whole(answer.path("seed"));
    }
}
