package dev.imagegen.engine;

import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;
import java.time.Duration;
import java.util.Optional;

/** An engine did not give an image. */
public final class EngineException extends ImagegenException {

    private final Failure failure;
    private final transient Optional<Duration> retryAfter;

    private EngineException(Failure failure, String message, Optional<Duration> retryAfter, Throwable cause) {
        super(new PublicError(failure.code(), message), cause);
        this.failure = failure;
        this.retryAfter = retryAfter;
    }

    /** @param message one sentence for the client: nothing of a key, an address or a provider's raw answer */
    public EngineException(Failure failure, String message, Throwable cause) {
        this(failure, message, Optional.empty(), cause);
    }

    public EngineException(Failure failure, String message) {
        this(failure, message, Optional.empty(), null);
    }

    /** @param retryAfter how long the provider asks to be left alone; empty if it does not say */
    public EngineException(Failure failure, String message, Optional<Duration> retryAfter) {
        this(failure, message, retryAfter, null);
    }

    public Failure failure() {
        return failure;
    }

    /** How long the provider asks to be left alone. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
