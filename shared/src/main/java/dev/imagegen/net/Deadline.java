package dev.imagegen.net;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A moment after which nothing is waited for any more.
 *
 * @param ticker nanoseconds from any origin
 * @param end the moment, on the ticker's scale
 */
record Deadline(LongSupplier ticker, long end) {

    static Deadline in(Duration time, LongSupplier ticker) {
        return new Deadline(ticker, ticker.getAsLong() + time.toNanos());
    }

    /**
     * The milliseconds that are left, at least 1 and at most {@code most}.
     *
     * @throws SocketTimeoutException if none are left
     */
    int millisLeft(Duration most) throws SocketTimeoutException {
        long left = end - ticker.getAsLong();
        if (left <= 0) {
            throw new SocketTimeoutException("overall deadline");
        }
        return (int) Math.max(1, Math.min(Duration.ofNanos(left).toMillis(), most.toMillis()));
    }
}
