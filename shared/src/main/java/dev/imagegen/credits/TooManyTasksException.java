package dev.imagegen.credits;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The key has as many tasks that have not ended as it may have. Nothing was reserved. */
public final class TooManyTasksException extends ImagegenException {

    /** Nobody knows when one of them ends; a quick model needs about as long. */
    private static final Duration USUAL_IMAGE = Duration.ofSeconds(5);

    public TooManyTasksException(int most) {
        super(new PublicError(
                ErrorCode.TOO_MANY_TASKS,
                "This key may have %d tasks at once, and they have not ended yet. Wait for one of them to end.".formatted(most),
                Map.of("limit", most)));
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.of(USUAL_IMAGE);
    }
}
