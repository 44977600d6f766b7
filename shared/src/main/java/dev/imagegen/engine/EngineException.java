package dev.imagegen.engine;

import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;

/** An engine did not give an image. */
public final class EngineException extends ImagegenException {

    private final Failure failure;

    /** @param message one sentence for the client: nothing of a key, an address or a provider's raw answer */
    public EngineException(Failure failure, String message, Throwable cause) {
        super(new PublicError(failure.code(), message), cause);
        this.failure = failure;
    }

    public EngineException(Failure failure, String message) {
        this(failure, message, null);
    }

    public Failure failure() {
        return failure;
    }
}
