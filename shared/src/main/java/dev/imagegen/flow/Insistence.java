package dev.imagegen.flow;

import dev.imagegen.log.Log;
import dev.imagegen.time.Sleeper;
import java.time.Duration;
import java.util.function.Supplier;

/** For writes behind which there is money: a table that does not answer for a moment must not lose what only we know. */
final class Insistence {

    private static final int TRIES = 7;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final Sleeper sleeper;
    private final Log log;

    Insistence(Sleeper sleeper, Log log) {
        this.sleeper = sleeper;
        this.log = log;
    }

    /** The result of the first try that gives one; about six seconds long it is tried. */
    <T> T on(Supplier<T> write) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                return write.get();
            } catch (RuntimeException e) {
                if (attempt == TRIES) {
                    throw e;
                }
                log.warn("write_tried_again", e, "attempt", attempt);
                sleeper.sleep(pause);
                pause = pause.multipliedBy(2);
            }
        }
    }
}
