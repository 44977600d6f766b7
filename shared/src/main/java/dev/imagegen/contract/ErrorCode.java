package dev.imagegen.contract;

import static dev.imagegen.contract.ErrorCategory.AUTH_ERROR;
import static dev.imagegen.contract.ErrorCategory.RATE_LIMIT_ERROR;
import static dev.imagegen.contract.ErrorCategory.SERVER_ERROR;
import static dev.imagegen.contract.ErrorCategory.USER_ERROR;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Every error that the service can answer. {@code docs/errors.md} says for each what to do next. */
public enum ErrorCode {
    INVALID_JSON(400, USER_ERROR),
    INVALID_REQUEST(400, USER_ERROR),
    UNKNOWN_MODEL(400, USER_ERROR),
    MODEL_NOT_MADE_HERE(400, USER_ERROR),
    PRICE_ABOVE_LIMIT(400, USER_ERROR),
    TARGET_REFUSED(400, USER_ERROR),
    MISSING_CREDENTIALS(401, AUTH_ERROR),
    INVALID_CREDENTIALS(401, AUTH_ERROR),
    INVALID_SIGNATURE(401, AUTH_ERROR),
    WRONG_CLOUD(403, AUTH_ERROR),
    NOT_ALLOWED(403, AUTH_ERROR),
    MODEL_NOT_ALLOWED(403, AUTH_ERROR),
    PUBLIC_ID_NOT_ALLOWED(403, AUTH_ERROR),
    KEY_EXPIRED(403, AUTH_ERROR),
    TASK_NOT_FOUND(404, USER_ERROR),
    NOTIFICATION_NOT_FOUND(404, USER_ERROR),
    SECRET_NOT_FOUND(404, USER_ERROR),
    KEY_NOT_FOUND(404, USER_ERROR),
    REFERENCE_NOT_FOUND(404, USER_ERROR),
    ASSET_NOT_FOUND(404, USER_ERROR),
    ROUTE_NOT_FOUND(404, USER_ERROR),
    METHOD_NOT_ALLOWED(405, USER_ERROR),
    PUBLIC_ID_TAKEN(409, USER_ERROR),
    TASK_NOT_ENDED(409, USER_ERROR),
    TASK_STARTED(409, USER_ERROR),
    CANCELED(409, USER_ERROR),
    SECRET_IN_USE(409, USER_ERROR),
    BODY_TOO_LARGE(413, USER_ERROR),
    UNSUPPORTED_MEDIA_TYPE(415, USER_ERROR),
    CONTENT_REFUSED(422, USER_ERROR),
    REFERENCE_UNUSABLE(422, USER_ERROR),
    IDEMPOTENCY_KEY_REUSED(422, USER_ERROR),
    CREDITS_EXHAUSTED(429, RATE_LIMIT_ERROR),
    KEY_CAP_REACHED(429, RATE_LIMIT_ERROR),
    TOO_MANY_TASKS(429, RATE_LIMIT_ERROR),
    TOO_MANY_REQUESTS(429, RATE_LIMIT_ERROR),
    INTERNAL_ERROR(500, SERVER_ERROR),
    PROVIDER_FAILED(502, SERVER_ERROR, 10),
    PROVIDER_OVERLOADED(502, SERVER_ERROR, 60),
    OUTCOME_UNKNOWN(502, SERVER_ERROR, 10),
    STORE_FAILED(502, SERVER_ERROR, 60);

    private final int status;
    private final ErrorCategory category;
    private final int retrySeconds;

    ErrorCode(int status, ErrorCategory category) {
        this(status, category, 0);
    }

    /** @param retrySeconds when the same request may be sent again; 0 if that is not known */
    ErrorCode(int status, ErrorCategory category, int retrySeconds) {
        this.status = status;
        this.category = category;
        this.retrySeconds = retrySeconds;
    }

    /** The HTTP status of an answer that carries this error. */
    public int status() {
        return status;
    }

    public ErrorCategory category() {
        return category;
    }

    /** When the same request may be sent again, if its error itself does not say so; empty if that is not known. */
    public Optional<Duration> retryAfter() {
        return retrySeconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(retrySeconds));
    }

    /** The stable word of the answer, for example {@code invalid_request}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if no error has that word */
    public static ErrorCode ofWireName(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
