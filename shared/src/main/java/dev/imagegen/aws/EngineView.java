package dev.imagegen.aws;

import dev.imagegen.capacity.EnginePermits;
import dev.imagegen.capacity.Permit;
import dev.imagegen.capacity.PermitRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * What a worker knows of the permits of one engine: what it read within the last second, and what it did itself since. The tasks of
 * a batch, and those that come again and again and find nothing, share one reading. What is only seen here is no more than a hint:
 * the table has the last word on each permit.
 */
final class EngineView {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private Optional<EnginePermits> known = Optional.empty();
    private Instant readAt = Instant.MIN;

    /** What is known; read anew if it is older than a second. */
    synchronized EnginePermits at(Instant now, Supplier<EnginePermits> table) {
        boolean fresh = !now.isBefore(readAt) && now.isBefore(readAt.plus(FRESH));
        if (known.isEmpty() || !fresh) {
            known = Optional.of(table.get());
            readAt = now;
        }
        return known.get();
    }

    /**
     * Chooses one of several permits for a task, and counts it as taken from here on: no other task of this worker is given the same.
     *
     * @param open gives the numbers of those that the task may have
     */
    synchronized Optional<Permit> choose(
            PermitRequest request, Function<EnginePermits, List<Integer>> open, RandomGenerator random) {
        List<Integer> numbers = open.apply(known.orElseThrow());
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        Permit chosen = Permit.of(numbers.get(random.nextInt(numbers.size())), request);
        note(permits -> permits.with(chosen));
        return Optional.of(chosen);
    }

    /** Something happened of which this worker knows. */
    synchronized void note(UnaryOperator<EnginePermits> change) {
        known = known.map(change);
    }

    /** Something was not as it is known here. */
    synchronized void outdated() {
        readAt = Instant.MIN;
    }

    /** The permit of a task, as it was last seen. */
    synchronized Optional<Permit> of(String taskId) {
        return known.flatMap(permits -> permits.last(taskId));
    }
}
