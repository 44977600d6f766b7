package dev.imagegen.contract;

import java.util.Map;

/**
 * An error as a client reads it.
 *
 * @param message one sentence that says what is wrong and what to write or do instead
 * @param details names the field and what is allowed; empty if there is nothing to add
 */
public record PublicError(ErrorCode code, String message, Map<String, Object> details) {

    public PublicError {
        details = Map.copyOf(details);
    }

    public PublicError(ErrorCode code, String message) {
        this(code, message, Map.of());
    }
}
