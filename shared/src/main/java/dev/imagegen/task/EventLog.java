package dev.imagegen.task;

import java.time.Instant;

/** Which foreign events were applied already. They are applied first and recorded then, so that a crash in between loses none. */
public interface EventLog {

    boolean applied(String eventId);

    /** @param until when it may be forgotten */
    void record(String eventId, Instant until);
}
