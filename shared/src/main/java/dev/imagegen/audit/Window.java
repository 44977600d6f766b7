package dev.imagegen.audit;

import dev.imagegen.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;

/**
 * The time in which the balances were read, by our clock. A task counts in a balance if it was written before the balance was
 * read. It was written at most {@link #MARGIN} before or after the time that it names, by the clock of who wrote it: so
 * outside of the window and its margins it is known whether it counts, and inside both is possible.
 */
record Window(Instant from, Instant to) {

    /** More than clocks differ and a write with its repetitions takes: 29 s in the function that accepts. */
    static final Duration MARGIN = Duration.ofSeconds(60);

    /** What a task can add to a figure, as it was read after the window. */
    Range of(Figure figure, Task task) {
        LongStream.Builder possible = LongStream.builder();
        Instant created = task.createdAt();
        if (mayBeAfter(created)) {
            possible.add(0);
        }
        if (mayBeBefore(created)) {
            // One that was read as open was open in the window: no task rises again.
            Instant ended = task.state().endedAt().orElse(Instant.MAX);
            if (mayBeAfter(ended)) {
                possible.add(figure.open(task));
            }
            if (mayBeBefore(ended)) {
                possible.add(figure.ended(task));
            }
        }
        var both = possible.build().summaryStatistics();
        return new Range(both.getMin(), both.getMax());
    }

    private boolean mayBeBefore(Instant named) {
        return !named.isAfter(to.plus(MARGIN));
    }

    private boolean mayBeAfter(Instant named) {
        return named.isAfter(from.minus(MARGIN));
    }
}
