package dev.imagegen.flow;

import dev.imagegen.task.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * Lets time pass in a workshop: messages come when their delay is over, in the order in which they were sent, and the sweep runs every
 * minute.
 */
final class WorkshopTime {

    private record Letter(Instant at, int number, Job.Advance job) {}

    private final Workshop shop;
    private final PriorityQueue<Letter> letters =
            new PriorityQueue<>(Comparator.comparing(Letter::at).thenComparing(Letter::number));
    private int seen;
    private int count;
    private Instant nextSweep;

    WorkshopTime(Workshop shop) {
        this.shop = shop;
        this.nextSweep = shop.clock.instant().plusSeconds(17);
    }

    /** What was sent until now never comes. */
    void lose() {
        seen = shop.jobs.sent().size();
    }

    void send(Job.Advance job, Duration delay) {
        letters.add(new Letter(shop.clock.instant().plus(delay), count++, job));
    }

    /** @param enough is asked after each thing that happened, and ends it before that time */
    void passUntil(Instant end, BooleanSupplier enough) {
        collect();
        for (Instant next = next(); !next.isAfter(end); next = next()) {
            shop.clock.advance(Duration.between(shop.clock.instant(), next));
            if (next.equals(nextSweep)) {
                shop.sweep.run(Duration.ofMinutes(1));
                nextSweep = nextSweep.plusSeconds(60);
            } else {
                shop.generation.run(letters.poll().job());
            }
            collect();
            if (enough.getAsBoolean()) {
                return;
            }
        }
        shop.clock.advance(Duration.between(shop.clock.instant(), end));
    }

    private Instant next() {
        return letters.isEmpty() || nextSweep.isBefore(letters.peek().at()) ? nextSweep : letters.peek().at();
    }

    private void collect() {
        var sent = shop.jobs.sent();
        for (; seen < sent.size(); seen++) {
            send((Job.Advance) sent.get(seen).job(), sent.get(seen).delay());
        }
    }
}
