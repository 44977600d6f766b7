package dev.imagegen.access;

import dev.imagegen.credits.Allowance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a key may do at most.
 *
 * @param monthly credits in a calendar month
 * @param models families and ids of models; empty for all
 * @param expiresAt from when on it is refused
 * @param requestsPerSecond of all routes; empty for no limit
 * @param tasksAtOnce that have not ended; empty for no limit
 */
public record KeyLimits(
        Allowance monthly, List<String> models, Optional<Instant> expiresAt, OptionalInt requestsPerSecond,
        OptionalInt tasksAtOnce) {

    public static final KeyLimits NONE = new KeyLimits(
            Allowance.unlimited(), List.of(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());

    public KeyLimits {
        models = List.copyOf(models);
    }

    public boolean expired(Instant now) {
        return expiresAt.filter(at -> !now.isBefore(at)).isPresent();
    }
}
