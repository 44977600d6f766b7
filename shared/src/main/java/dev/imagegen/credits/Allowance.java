package dev.imagegen.credits;

import java.util.OptionalLong;

/**
 * What may be used in a calendar month at most.
 *
 * @param credits empty for no limit
 */
public record Allowance(OptionalLong credits) {

    public static Allowance limitedTo(long credits) {
        return new Allowance(OptionalLong.of(credits));
    }

    public static Allowance unlimited() {
        return new Allowance(OptionalLong.empty());
    }

    /** What is left of it when so much is reserved or used: 0 or more, empty for no limit. */
    public OptionalLong without(long taken) {
        return credits.isEmpty() ? credits : OptionalLong.of(Math.max(0, credits.getAsLong() - taken));
    }
}
