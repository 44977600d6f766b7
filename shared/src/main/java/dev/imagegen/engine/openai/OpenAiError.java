package dev.imagegen.engine.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.ProviderAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * An answer that says failure. The code says most, then the type, then the status; texts that are not there are empty.
 *
 * @param param the field that it is about
 * @param stage of the moderation: input, output or unknown
 */
record OpenAiError(int status, String code, String type, String param, String stage, Optional<Duration> retryAfter) {

    static OpenAiError read(ProviderAnswer answer) throws IOException {
        JsonNode error = answer.json().path("error");
        return new OpenAiError(
                answer.status(),
                error.path("code").asText(""),
                error.path("type").asText(""),
                error.path("param").asText(""),
                error.path("moderation_details").path("moderation_stage").asText(""),
                retryAfter(answer));
    }

    EngineException exception() {
        return Failures.of(failure(), retryAfter);
    }

    private Failure failure() {
        // Above 499 the status comes first: no word in the body makes a call safe to repeat that may have run.
        return switch (status) {
            case 503 -> Failure.OVERLOADED;
            case 408, 409 -> Failure.BROKEN;
            default -> status >= 500
                    ? Failure.BROKEN
                    : byCode().or(this::byType).or(this::byStatus).orElseGet(this::byParam);
        };
    }

    private Optional<Failure> byCode() {
        return Optional.ofNullable(switch (code) {
            case "moderation_blocked" -> stage.equals("output") ? Failure.WITHHELD : Failure.REFUSED;
            case "insufficient_quota", "billing_hard_limit_reached" -> Failure.FUNDS;
            case "invalid_api_key" -> Failure.CREDENTIALS;
            case "model_not_found" -> status == 403 ? Failure.CREDENTIALS : Failure.RETIRED;
            case "invalid_image_file" -> Failure.INVALID;
            case "unknown_parameter", "missing_required_parameter" -> Failure.REJECTED;
            default -> null;
        });
    }

    private Optional<Failure> byType() {
        return Optional.ofNullable(switch (type) {
            case "insufficient_quota" -> Failure.FUNDS;
            case "user_error", "image_generation_user_error" -> Failure.INVALID;
            default -> null;
        });
    }

    private Optional<Failure> byStatus() {
        return Optional.ofNullable(switch (status) {
            case 401, 403 -> Failure.CREDENTIALS;
            case 413 -> Failure.INVALID;
            case 429 -> Failure.RATE_LIMITED;
            default -> null;
        });
    }

    private Failure byParam() {
        if (param.equals("model")) {
            return Failure.RETIRED;
        }
        return param.equals("prompt") || param.startsWith("image") ? Failure.INVALID : Failure.REJECTED;
    }

    private static Optional<Duration> retryAfter(ProviderAnswer answer) {
        return answer.headers().firstValue("retry-after-ms")
                .map(String::strip)
                .filter(ms -> ms.matches("\\d{1,9}(\\.\\d{1,9})?"))
                .map(ms -> Duration.ofMillis((long) Math.ceil(Double.parseDouble(ms))))
                .or(answer::retryAfter);
    }
}
