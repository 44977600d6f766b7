package dev.imagegen.testing;

import dev.imagegen.access.Pace;
import dev.imagegen.access.RateLimiter;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Rates in memory. {@code RateContract} holds them to the behaviour of the real ones. */
public final class InMemoryRates implements RateLimiter {

    private final Clock clock;
    private final Map<String, Long> filled;

    public InMemoryRates(Clock clock) {
        this(clock, new HashMap<>());
    }

    private InMemoryRates(Clock clock, Map<String, Long> filled) {
        this.clock = clock;
        this.filled = filled;
    }

    /** The same counts, on a machine with another clock. */
    public InMemoryRates at(Clock other) {
        return new InMemoryRates(other, filled);
    }

    @Override
    public Optional<Duration> take(String apiKey, int perSecond) {
        Pace pace = Pace.of(perSecond, clock.instant());
        synchronized (filled) {
            long until = Math.max(filled.getOrDefault(apiKey, 0L), pace.now());
            if (until > pace.room()) {
                return Optional.of(pace.waitFor(until));
            }
            filled.put(apiKey, until + pace.part());
            return Optional.empty();
        }
    }

    /** How many keys were ever counted. */
    public int keys() {
        synchronized (filled) {
            return filled.size();
        }
    }
}
