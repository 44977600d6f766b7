package dev.imagegen.task;

import java.time.Clock;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes ids of 32 hex digits: 12 of time in milliseconds, so that they sort, then 20 of randomness, so that they cannot be guessed. */
public final class Ids {

    private static final int RANDOM_BYTES = 10;

    private final Clock clock;
    private final RandomGenerator random;

    /** @param random a secure one */
    public Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public String next() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return "%012x".formatted(clock.millis()) + HexFormat.of().formatHex(bytes);
    }
}
