package dev.imagegen.engine;

import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;
import java.time.Duration;
import java.util.Optional;

/** An engine did not give an image. */
public final class EngineException extends ImagegenException {

    private final Failure failure;
    private final transient Optional<Duration> retryAfter;
    private final transient Optional<ProviderReport> report;

    private EngineException(Failure failure, PublicError error, Optional<Duration> retryAfter,
            Optional<ProviderReport> report, Throwable cause) {
        super(error, cause);
        this.failure = failure;
        this.retryAfter = retryAfter;
        this.report = report;
    }

    /** @param message one sentence for the client: nothing of a key, an address or a provider's raw answer */
    public EngineException(Failure failure, String message, Throwable cause) {
        this(failure, new PublicError(failure.code(), message), Optional.empty(), Optional.empty(), cause);
    }

    public EngineException(Failure failure, String message) {
        this(failure, message, Optional.empty());
    }

    /** @param retryAfter how long the provider asks to be left alone; empty if it does not say */
    public EngineException(Failure failure, String message, Optional<Duration> retryAfter) {
        this(failure, new PublicError(failure.code(), message), retryAfter, Optional.empty(), null);
    }

    /**
     * A provider's answer that says failure.
     *
     * @param error for the client, with the code of {@code failure}
     * @param retryAfter how long the provider asks to be left alone; empty if it does not say
     * @param report for the operator
     */
    public EngineException(Failure failure, PublicError error, Optional<Duration> retryAfter, ProviderReport report) {
        this(failure, error, retryAfter, Optional.of(report), null);
    }

    public Failure failure() {
        return failure;
    }

    /** How long the provider asks to be left alone. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** What the provider said; empty if it did not say anything. */
    public Optional<ProviderReport> report() {
        return report;
    }
}
