package dev.imagegen.flow;

import java.time.Duration;

/** Does something again and again, besides the work of the caller. */
@FunctionalInterface
public interface Heartbeat {

    /** Begins, after one interval, and goes on until it is stopped. */
    Stop start(Duration interval, Runnable beat);

    /** Ends a heartbeat: it does not beat after this. */
    @FunctionalInterface
    interface Stop {
        void stop();
    }

    /** On a virtual thread for each. */
    static Heartbeat onVirtualThreads() {
        return (interval, beat) -> {
            Thread thread = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        Thread.sleep(interval);
                        beat.run();
                    }
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
            return thread::interrupt;
        };
    }
}
