package dev.imagegen.credits;

import java.util.OptionalLong;

/**
 * What a cloud may use in a calendar month.
 *
 * @param monthlyCredits empty for no limit
 */
public record Plan(OptionalLong monthlyCredits) {

    public static Plan limitedTo(long credits) {
        return new Plan(OptionalLong.of(credits));
    }

    public static Plan unlimited() {
        return new Plan(OptionalLong.empty());
    }
}
