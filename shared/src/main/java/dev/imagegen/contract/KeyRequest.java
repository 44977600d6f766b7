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
 */
public record KeyRequest(
        String name, OptionalInt monthlyCredits, List<String> models, Optional<Instant> expiresAt,
        OptionalInt requestsPerSecond, OptionalInt concurrentTasks) {

    public KeyRequest {
        models = List.copyOf(models);
    }
}
