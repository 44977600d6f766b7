package dev.imagegen.capacity;

import java.time.Instant;

/**
 * One of the permits of an engine, in a task's hands.
 *
 * @param number from 0 to one less than there are permits
 * @param apiKey whose task it is
 * @param until when it is free again, if it is not given back before
 */
public record Permit(int number, String taskId, String apiKey, Instant until) {

    /** The permit with this number, as it was asked for. */
    public static Permit of(int number, PermitRequest request) {
        return new Permit(number, request.taskId(), request.apiKey(), request.until());
    }

    boolean holds(Instant now) {
        return until.isAfter(now);
    }
}
