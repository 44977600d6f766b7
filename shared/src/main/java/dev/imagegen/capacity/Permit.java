package dev.imagegen.capacity;

import java.time.Instant;

/**
 * One of the permits of an engine, in a task's hands.
 *
 * @param number from 0 to one less than the ceiling
 * @param until when it is free again, if it is not given back before
 */
public record Permit(int number, String taskId, Instant until) {

    boolean holds(Instant now) {
        return until.isAfter(now);
    }
}
