package dev.imagegen.credits;

import java.util.OptionalLong;

/**
 * A cloud's month, in credits. Always: limit = remaining + reserved + used.
 *
 * @param limit empty for no limit
 * @param remaining empty for no limit
 * @param reserved held by tasks that have not ended
 * @param used settled by images that were made
 * @param refunded given back by tasks that failed
 * @param possibleSpend of the operator: refunded to the client, perhaps billed by a provider
 */
public record Balance(
        OptionalLong limit, OptionalLong remaining, long reserved, long used, long refunded, long possibleSpend) {

    /** The month of a cloud that has not used anything. */
    public static Balance untouched(Plan plan) {
        return new Balance(plan.monthlyCredits(), plan.monthlyCredits(), 0, 0, 0, 0);
    }
}
