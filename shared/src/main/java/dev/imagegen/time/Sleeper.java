package dev.imagegen.time;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/** Waits. The tests pass one that only takes note. */
@FunctionalInterface
public interface Sleeper {

    /** @throws CancellationException if the thread was interrupted; it stays marked as such */
    void sleep(Duration duration);

    /** The real one. */
    static Sleeper ofThread() {
        return duration -> {
            try {
                Thread.sleep(duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                CancellationException cancelled = new CancellationException("interrupted while waiting " + duration);
                cancelled.initCause(e);
                throw cancelled;
            }
        };
    }
}
