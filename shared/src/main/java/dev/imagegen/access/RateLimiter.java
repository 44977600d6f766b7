package dev.imagegen.access;

import java.time.Duration;
import java.util.Optional;

/**
 * Counts the calls of keys, over all machines that serve them. A key that was quiet may send the calls of one second at once;
 * each call after them has to come an even part of a second after the one before.
 */
public interface RateLimiter {

    /**
     * Counts a call, if the key may make it now.
     *
     * @param perSecond 1 to 1000
     * @return empty if it may; otherwise when it may at the earliest, and nothing was counted
     */
    Optional<Duration> take(String apiKey, int perSecond);
}
