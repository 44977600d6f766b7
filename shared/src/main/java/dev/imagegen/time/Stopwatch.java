package dev.imagegen.time;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Measures the time that has gone by since a moment, whatever is done to the clock meanwhile.
 *
 * @param ticker nanoseconds from any origin that never go back: {@code System::nanoTime}
 * @param start the moment, on the ticker's scale
 */
public record Stopwatch(LongSupplier ticker, long start) {

    /** One that is started now. */
    public static Stopwatch started(LongSupplier ticker) {
        return new Stopwatch(ticker, ticker.getAsLong());
    }

    /** The time since it was started. */
    public Duration elapsed() {
        return Duration.ofNanos(ticker.getAsLong() - start);
    }

    /** What is left of so long a time; negative if it is over. */
    public Duration left(Duration time) {
        return time.minus(elapsed());
    }
}
