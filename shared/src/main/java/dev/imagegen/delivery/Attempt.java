package dev.imagegen.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * One try to tell a client, for the delivery log.
 *
 * @param number 1 for the first
 * @param took until the answer, or until it was given up
 * @param status of the receiver's answer; empty if there was none
 * @param reason in words: {@code delivered}, or why not
 */
public record Attempt(int number, Instant at, Duration took, OptionalInt status, String reason) {

    /** The reason of the one that arrived. */
    public static final String DELIVERED = "delivered";

    /** True if the receiver took it. */
    public boolean delivered() {
        return status.isPresent() && status.getAsInt() >= 200 && status.getAsInt() < 300;
    }
}
