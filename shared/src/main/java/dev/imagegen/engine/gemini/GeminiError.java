package dev.imagegen.engine.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.ProviderAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An answer that says failure.
 *
 * @param status of HTTP
 * @param error what stands under that name in the body; a missing node if nothing does
 * @param retryAfter of the headers
 */
record GeminiError(int status, JsonNode error, Optional<Duration> retryAfter) {

    /** A plan without payment has a limit of nothing for images. */
    private static final Pattern NO_PLAN = Pattern.compile("\\blimit: 0(?![.\\d])");

    /** In texts about a prompt that is too long, and about references: nothing but the text tells them from our mistakes. */
    private static final Pattern CALLERS = Pattern.compile(
            "(?i)token count|input image|provided image|image is not valid|payload size");

    private static final Pattern DELAY = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?s");

    static GeminiError read(ProviderAnswer answer) throws IOException {
        return new GeminiError(answer.status(), answer.json().path("error"), answer.retryAfter());
    }

    EngineException exception() {
        return Failures.of(failure(), retryDelay().or(() -> retryAfter));
    }

    private Failure failure() {
        return switch (status) {
            case 400 -> malformed();
            case 401, 403 -> Failure.CREDENTIALS;
            case 404 -> word("status").equals("NOT_FOUND") ? Failure.RETIRED : Failure.REJECTED;
            case 413 -> Failure.INVALID;
            case 429 -> NO_PLAN.matcher(word("message")).find() ? Failure.FUNDS : Failure.RATE_LIMITED;
            case 503 -> Failure.OVERLOADED;
            case 504 -> Failure.OUTCOME_UNKNOWN;
            case 408, 409, 499 -> Failure.BROKEN;
            default -> status >= 500 ? Failure.BROKEN : Failure.REJECTED;
        };
    }

    /** A wrong key, too, comes as a malformed request. */
    private Failure malformed() {
        for (JsonNode detail : error.path("details")) {
            if (detail.path("reason").asText("").equals("API_KEY_INVALID")) {
                return Failure.CREDENTIALS;
            }
        }
        if (word("status").equals("FAILED_PRECONDITION")) {
            return Failure.CREDENTIALS;
        }
        return CALLERS.matcher(word("message")).find() ? Failure.INVALID : Failure.REJECTED;
    }

    private Optional<Duration> retryDelay() {
        for (JsonNode detail : error.path("details")) {
            String delay = detail.path("retryDelay").asText("");
            if (DELAY.matcher(delay).matches()) {
                return Optional.of(Duration.parse("PT" + delay));
            }
        }
        return Optional.empty();
    }

    private String word(String name) {
        return error.path(name).asText("");
    }
}
