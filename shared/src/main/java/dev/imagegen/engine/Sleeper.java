package dev.imagegen.engine;

import java.time.Duration;

/** Waiting, passed in so that tests need not. */
@FunctionalInterface
public interface Sleeper {

    /** @throws IllegalStateException if the thread was interrupted; its flag stays set */
    void sleep(Duration duration);

    /** The real one. */
    static Sleeper real() {
        return duration -> {
            try {
                Thread.sleep(duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting " + duration, e);
            }
        };
    }
}
