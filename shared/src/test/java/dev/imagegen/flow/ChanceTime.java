package dev.imagegen.flow;

import dev.imagegen.testing.MutableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/** What is to happen, in its order, in a time that is moved by hand and by chance with a seed. */
final class ChanceTime {

    private record Happening(Instant at, long number, Runnable what) {}

    private final MutableClock clock = new MutableClock();
    private final PriorityQueue<Happening> future =
            new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparing(Happening::number));
    private final Random random;
    private long count;

    ChanceTime(long seed) {
        this.random = new Random(seed);
    }

    Clock clock() {
        return clock;
    }

    Instant now() {
        return clock.instant();
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** @param bound one more than the most */
    int any(int bound) {
        return random.nextInt(bound);
    }

    void at(Duration later, Runnable what) {
        future.add(new Happening(clock.instant().plus(later), count++, what));
    }

    /** Now or in the next minutes. */
    void soon(Runnable what) {
        if (chance(0.3)) {
            what.run();
        } else {
            at(Duration.ofSeconds(any(200)), what);
        }
    }

    /** Until nothing is to come. */
    void pass() {
        while (!future.isEmpty()) {
            Happening next = future.poll();
            clock.advance(Duration.between(clock.instant(), next.at()));
            next.what().run();
        }
    }
}
