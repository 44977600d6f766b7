package dev.imagegen.task;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a log of events has to do. */
public abstract class EventLogContract {

    private final EventLog events;

    protected EventLogContract(EventLog events) {
        this.events = events;
    }

    @Test
    void anEventIsRememberedOnceItWasRecorded() {
        String event = "event-" + Samples.id();
        assertFalse(events.applied(event));
        events.record(event, MutableClock.START.plus(Duration.ofDays(3)));
        assertTrue(events.applied(event));
    }
}
