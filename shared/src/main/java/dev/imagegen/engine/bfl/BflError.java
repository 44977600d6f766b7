package dev.imagegen.engine.bfl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.ForeignNumber;
import dev.imagegen.engine.http.ProviderAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A submission that was not taken. Two shapes are about: {@code detail}, a text or a list of fields that are wrong, and
 * {@code error} with {@code details} and {@code retry_after}.
 */
final class BflError {

    private BflError() {}

    static EngineException of(ProviderAnswer answer) throws IOException {
        int status = answer.status();
        return switch (status) {
            case 400, 422 -> Failures.of(writtenByTheCaller(answer.json()) ? Failure.INVALID : Failure.REJECTED);
            case 401, 403 -> Failures.of(Failure.CREDENTIALS);
            case 402 -> Failures.of(Failure.FUNDS);
            case 404 -> Failures.of(Failure.RETIRED);
            case 408 -> Failures.of(Failure.BROKEN);
            case 413 -> Failures.of(Failure.INVALID);
            case 429 -> Failures.of(Failure.RATE_LIMITED, retryAfter(answer));
            case 503 -> Failures.of(Failure.OVERLOADED, retryAfter(answer));
            default -> Failures.of(status >= 500 ? Failure.BROKEN : Failure.REJECTED);
        };
    }

    /** True if every field that it complains about is the prompt or a reference: the others are our own choice. */
    private static boolean writtenByTheCaller(JsonNode body) {
        JsonNode list = body.path("detail").isArray() ? body.path("detail") : body.path("details");
        return list.isArray()
                && !list.isEmpty()
                && StreamSupport.stream(list.spliterator(), false)
                        .map(mistake -> mistake.path("loc").path(1).asText(""))
                        .allMatch(field -> field.equals("prompt") || field.startsWith("input_image"));
    }

    private static Optional<Duration> retryAfter(ProviderAnswer answer) {
        return answer.retryAfter().or(() -> inBody(answer));
    }

    private static Optional<Duration> inBody(ProviderAnswer answer) {
        try {
            long seconds = ForeignNumber.whole(answer.json().path("retry_after")).orElse(-1);
            return seconds >= 0 && seconds <= Integer.MAX_VALUE ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
        } catch (IOException brokenOff) {
            // The status has said already that it was not taken.
            return Optional.empty();
        }
    }
}
