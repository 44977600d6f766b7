package dev.imagegen.engine.ideogram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.ProviderAnswer;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A submission that was not taken. Its reason is in one of three places, or in none. */
final class IdeogramError {

    /** The prompt itself, not the switch that is called magic. */
    private static final Pattern PROMPT = Pattern.compile("(?i)(?<![a-z_])(?<!magic )prompt");

    private IdeogramError() {}

    static EngineException of(ProviderAnswer answer) throws IOException {
        int status = answer.status();
        return switch (status) {
            case 400 -> Failures.of(aboutPrompt(answer) ? Failure.INVALID : Failure.REJECTED);
            case 401 -> new EngineException(Failure.CREDENTIALS,
                    "The provider did not accept the operator's key, or the operator has no funds left there.");
            case 402 -> Failures.of(Failure.FUNDS);
            case 403 -> Failures.of(Failure.CREDENTIALS);
            case 404 -> Failures.of(Failure.RETIRED);
            case 408 -> Failures.of(Failure.BROKEN);
            case 413 -> Failures.of(Failure.INVALID);
            case 422 -> Failures.of(Failure.REFUSED);
            case 429 -> Failures.of(Failure.RATE_LIMITED, answer.retryAfter());
            case 503 -> Failures.of(Failure.OVERLOADED, answer.retryAfter());
            default -> Failures.of(status >= 500 ? Failure.BROKEN : Failure.REJECTED);
        };
    }

    private static boolean aboutPrompt(ProviderAnswer answer) throws IOException {
        JsonNode body = answer.json();
        Optional<String> reason = Stream.of("error", "message", "detail")
                .map(field -> body.path(field).asText(""))
                .filter(text -> !text.isBlank())
                .findFirst();
        return reason.filter(text -> PROMPT.matcher(text).find()).isPresent();
    }
}
