package dev.imagegen.local.cloudinary;

import java.time.Duration;

/**
 * What goes wrong with notifications on their way, by chance.
 *
 * @param seed the same one makes the same things go wrong with the same notifications
 * @param drop share of them that is lost, 0 to 1
 * @param duplicate share of the others that is sent twice, 0 to 1
 * @param longestDelay each is late by up to so much
 * @param heldBack so many are kept back and let out in any order as others come
 */
public record Disturbance(long seed, double drop, double duplicate, Duration longestDelay, int heldBack) {

    /** Nothing goes wrong. */
    public static final Disturbance NONE = new Disturbance(0, 0, 0, Duration.ZERO, 0);
}
