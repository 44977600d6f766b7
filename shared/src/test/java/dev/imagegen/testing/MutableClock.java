package dev.imagegen.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is moved by hand. */
public final class MutableClock extends Clock {

    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private volatile Instant now;
    private Duration stepped = Duration.ZERO;

    public MutableClock() {
        this(START);
    }

    public MutableClock(Instant start) {
        now = start;
    }

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** The clock is put to another time; none goes by. */
    public synchronized void step(Duration difference) {
        now = now.plus(difference);
        stepped = stepped.plus(difference);
    }

    /** A ticker for what lasts: {@code clock::nanos}. */
    public synchronized long nanos() {
        return Duration.between(START, now.minus(stepped)).toNanos();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new IllegalStateException("The tests know one zone only");
    }
}
