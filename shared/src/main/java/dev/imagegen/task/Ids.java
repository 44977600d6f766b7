package dev.imagegen.task;

import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes ids of 32 hex digits: 12 of time in milliseconds, so that they sort, then 20 of randomness, so that they cannot be guessed. */
public final class Ids {

    private static final int TIME_DIGITS = 12;
    private static final int RANDOM_BYTES = 10;
    private static final Instant LAST = Instant.ofEpochMilli((1L << 4 * TIME_DIGITS) - 1);

    private final Clock clock;
    private final RandomGenerator random;

    /** @param random a secure one */
    public Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** When an id was made; empty if it is none of ours. */
    public static Optional<Instant> madeAt(String id) {
        return id.matches("[0-9a-f]{32}")
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(id, 0, TIME_DIGITS, 16)))
                : Optional.empty();
    }

    /** What the ids of a moment begin with; those made before it are less. Any time will do, however far away. */
    public static String prefix(Instant at) {
        Instant within = at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at.isAfter(LAST) ? LAST : at;
        return "%012x".formatted(within.toEpochMilli());
    }

    public String next() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return prefix(clock.instant()) + HexFormat.of().formatHex(bytes);
    }
}
