package dev.imagegen.engine.addon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.ProviderAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer that says failure. Its codes are not documented: the status and the category are what counts.
 *
 * @param json an object if it is an answer of the add-on, a missing node if a machine in between gave it
 */
record AddOnError(int status, JsonNode json, Optional<Duration> retryAfter) {

    static AddOnError read(ProviderAnswer answer) throws IOException {
        return new AddOnError(answer.status(), answer.json(), answer.retryAfter());
    }

    /**
     * What it means for a generation that was to be taken, and not waited for.
     *
     * @param references true if it had reference images
     */
    EngineException ofSubmission(boolean references) {
        return switch (status) {
            case 400 -> ofRequest();
            case 401, 403 -> failure(Failure.CREDENTIALS);
            case 402 -> failure(Failure.FUNDS);
            // Nobody can tell which of the two; a reference was checked and put there by us, so neither is the caller's.
            case 404 -> references
                    ? new EngineException(Failure.RETIRED,
                            "Cloudinary does not offer this model any more, or could not fetch a reference image.")
                    : failure(Failure.RETIRED);
            case 408, 500, 504 -> failure(Failure.BROKEN);
            case 422 -> failure(Failure.REFUSED);
            case 429 -> failure(usedUp() ? Failure.FUNDS : Failure.RATE_LIMITED);
            // In the add-on's own words it says that it did not take it; a machine in between may not know.
            case 502 -> failure(ofAddOn() ? Failure.OVERLOADED : Failure.BROKEN);
            case 503 -> failure(Failure.OVERLOADED);
            default -> failure(status >= 500 ? Failure.BROKEN : Failure.REJECTED);
        };
    }

    private EngineException ofRequest() {
        JsonNode error = json.path("error");
        String said = (error.path("message").asText("") + " " + error.path("details")).toLowerCase(Locale.ROOT);
        if (said.contains("public_id") || said.contains("preset")) {
            return new EngineException(Failure.INVALID,
                    "Cloudinary does not accept the target: check target.public_id and target.upload_preset.");
        }
        if (said.contains("unknown model") || said.contains("model.id")) {
            return failure(Failure.RETIRED);
        }
        return failure(said.contains("prompt") || said.contains("reference") ? Failure.INVALID : Failure.REJECTED);
    }

    private EngineException failure(Failure failure) {
        return Failures.of(failure, retryAfter);
    }

    private boolean ofAddOn() {
        return json.path("error").path("category").isTextual();
    }

    private boolean usedUp() {
        boolean quota = json.path("error").path("category").asText("").equals("rate_limit_error");
        return quota && json.path("limits").path("addons_quota").valueStream()
                .anyMatch(entry -> entry.path("remaining").isNumber() && entry.path("remaining").asLong() <= 0);
    }
}
