package dev.imagegen.contract;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The root of everything that the service throws on purpose: it carries the error that the client may read. */
public class ImagegenException extends RuntimeException {

    private final transient PublicError error;

    public ImagegenException(PublicError error, Throwable cause) {
        super(error.code().wireName() + ": " + error.message(), cause);
        this.error = error;
    }

    public ImagegenException(PublicError error) {
        this(error, null);
    }

    public ImagegenException(ErrorCode code, String message) {
        this(new PublicError(code, message));
    }

    /** The request is wrong in one field: a 400 whose details name it. */
    public static ImagegenException invalid(String field, String message) {
        return new ImagegenException(new PublicError(ErrorCode.INVALID_REQUEST, message, Map.of("field", field)));
    }

    /** As {@link #invalid(String, String)}, with the list of what is allowed there. */
    public static ImagegenException invalid(String field, String message, Object allowed) {
        return new ImagegenException(
                new PublicError(ErrorCode.INVALID_REQUEST, message, Map.of("field", field, "allowed", allowed)));
    }

    public PublicError error() {
        return error;
    }

    /** When the same request may be sent again, if that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
