package dev.imagegen.access;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The key sends more calls in a second than it may. Nothing was done for this one. */
public final class TooManyRequestsException extends ImagegenException {

    private final Duration wait;

    public TooManyRequestsException(int perSecond, Duration wait) {
        super(new PublicError(
                ErrorCode.TOO_MANY_REQUESTS,
                "This key may send %d requests a second. Send this one again after the time of Retry-After.".formatted(perSecond),
                Map.of("limit", perSecond)));
        this.wait = wait;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.of(wait);
    }
}
