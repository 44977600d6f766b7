package dev.imagegen.access;

import dev.imagegen.asset.AssetRights;
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
 * @param assets empty for those that every client key has
 */
public record KeyLimits(
        Allowance monthly, List<String> models, Optional<Instant> expiresAt, OptionalInt requestsPerSecond,
        OptionalInt tasksAtOnce, Optional<AssetRights> assets) {

    public static final KeyLimits NONE = new KeyLimits(
            Allowance.unlimited(), List.of(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());

    /** With the rights to assets that every client key has. */
    public KeyLimits(Allowance monthly, List<String> models, Optional<Instant> expiresAt, OptionalInt requestsPerSecond,
            OptionalInt tasksAtOnce) {
        this(monthly, models, expiresAt, requestsPerSecond, tasksAtOnce, Optional.empty());
    }

    public KeyLimits {
        models = List.copyOf(models);
    }

    public boolean expired(Instant now) {
        return expiresAt.filter(at -> !now.isBefore(at)).isPresent();
    }
}
