package dev.imagegen.flow;

import dev.imagegen.asset.StoreException;
import dev.imagegen.log.Log;
import dev.imagegen.task.Task;
import dev.imagegen.time.Stopwatch;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tells the operator that the store does not take images. However many wait, a worker says one reason once in four minutes: that
 * keeps the alarm up, whose period is five, and is no storm.
 */
final class StoreAlarm {

    private static final Duration QUIET = Duration.ofMinutes(4);

    private final Log log;
    private final LongSupplier ticker;
    private Optional<Said> last = Optional.empty();

    private record Said(String reason, Stopwatch since) {}

    /** @param ticker nanoseconds from any origin */
    StoreAlarm(Log log, LongSupplier ticker) {
        this.log = log;
        this.ticker = ticker;
    }

    void ring(Task task, StoreException e) {
        if (isNew(e.error().message())) {
            Alarms.ring(log, task, e);
        }
    }

    private synchronized boolean isNew(String reason) {
        if (last.filter(said -> said.reason().equals(reason) && said.since().left(QUIET).isPositive()).isPresent()) {
            return false;
        }
        last = Optional.of(new Said(reason, Stopwatch.started(ticker)));
        return true;
    }
}
