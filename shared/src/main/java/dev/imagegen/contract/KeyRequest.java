package dev.imagegen.contract;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is asked for when a client key is made. What is empty has no limit.
 *
 * @param models families and ids, not looked up yet; empty for all
 * @param expiresAt in the future
 * @param publicIdPrefixes what public ids that it names begin with; empty for those of every key
 * @param uploadPresets those that it may name; empty for those of every key, which are none
 * @param overwrite true if it may replace what it made; empty for what every key may, which is not
 */
public record KeyRequest(
        String name, OptionalInt monthlyCredits, List<String> models, Optional<Instant> expiresAt,
        OptionalInt requestsPerSecond, OptionalInt concurrentTasks, Optional<List<String>> publicIdPrefixes,
        Optional<List<String>> uploadPresets, Optional<Boolean> overwrite) {

    public KeyRequest {
        models = List.copyOf(models);
    }
}
