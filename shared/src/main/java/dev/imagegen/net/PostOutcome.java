package dev.imagegen.net;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What became of a POST.
 *
 * @param status of the answer; empty if there was none
 * @param retryAfter the header, as it was sent
 * @param reason {@code delivered}, or why not, in words that name no address
 */
public record PostOutcome(OptionalInt status, Optional<String> retryAfter, String reason) {

    /** There was no answer. */
    public static PostOutcome failed(String reason) {
        return new PostOutcome(OptionalInt.empty(), Optional.empty(), reason);
    }

    /** True for 2xx. */
    public boolean delivered() {
        return status.isPresent() && status.getAsInt() >= 200 && status.getAsInt() < 300;
    }

    /** True if the receiver wants nothing any more. */
    public boolean gone() {
        return status.isPresent() && status.getAsInt() == 410;
    }
}
