package dev.imagegen.local.cloudinary;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers addresses that were not found, as the delivery network does: a minute at first, then twice as long each
 * time, up to a day. It finds programs that look before an asset is there.
 */
final class NegativeCache {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int SIZE = 1000;

    private record Miss(Instant until, Duration life) {}

    private final Clock clock;
    private final Map<String, Miss> misses = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Miss> eldest) {
            return size() > SIZE;
        }
    };

    NegativeCache(Clock clock) {
        this.clock = clock;
    }

    /** True while the address is still taken for missing. */
    synchronized boolean has(String path) {
        Miss miss = misses.get(path);
        return miss != null && clock.instant().isBefore(miss.until());
    }

    synchronized void add(String path) {
        Miss before = misses.get(path);
        Duration doubled = before == null ? FIRST : before.life().multipliedBy(2);
        Duration life = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        misses.put(path, new Miss(clock.instant().plus(life), life));
    }

    /** Called when the address was found after all. */
    synchronized void forget(String path) {
        misses.remove(path);
    }
}
