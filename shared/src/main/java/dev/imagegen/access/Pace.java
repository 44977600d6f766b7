package dev.imagegen.access;

import java.time.Duration;
import java.time.Instant;

/**
 * The arithmetic of a rate, in nanoseconds since 1970. What is kept of a key is one number, until when the calls that it has
 * made fill its time; each call adds its part of a second, and it may not reach further than one second ahead.
 *
 * @param now when the call comes
 * @param part of a second that a call takes
 */
public record Pace(long now, long part) {

    private static final long SECOND = 1_000_000_000;

    public static Pace of(int perSecond, Instant now) {
        // Rounded down, so that a whole second's worth fits into a second.
        return new Pace(now.getEpochSecond() * SECOND + now.getNano(), SECOND / perSecond);
    }

    /** Up to where the time may be filled for one more call to be let in. */
    public long room() {
        return now + SECOND - part;
    }

    /** What is kept after the first call of a key that was quiet. */
    public long first() {
        return now + part;
    }

    /** How long a call has to wait. @param filled more than {@link #room} */
    public Duration waitFor(long filled) {
        return Duration.ofNanos(filled - room());
    }
}
