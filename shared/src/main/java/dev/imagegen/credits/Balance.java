package dev.imagegen.credits;

import java.util.OptionalLong;

/**
 * The month of a cloud, or of one of its keys, in credits. Always: limit = remaining + reserved + used, unless the limit was
 * lowered below what was taken already.
 *
 * @param limit as it was when something was last reserved; empty for no limit
 * @param reserved held by tasks that have not ended
 * @param used settled by images that were made
 * @param refunded given back by tasks that failed
 * @param possibleSpend of the operator: refunded to the client, perhaps billed by a provider
 */
public record Balance(OptionalLong limit, long reserved, long used, long refunded, long possibleSpend) {

    /** A month in which nothing was used. */
    public static Balance untouched(Allowance allowance) {
        return new Balance(allowance.credits(), 0, 0, 0, 0);
    }

    /** Held or used. */
    public long taken() {
        return reserved + used;
    }

    /** 0 or more; empty for no limit. */
    public OptionalLong remaining() {
        return new Allowance(limit).without(taken());
    }

    /** The same month by another limit. */
    public Balance limitedTo(Allowance allowance) {
        return new Balance(allowance.credits(), reserved, used, refunded, possibleSpend);
    }

    /** The same month after a task was taken in. */
    public Balance reserving(long credits, Allowance allowance) {
        return new Balance(allowance.credits(), reserved + credits, used, refunded, possibleSpend);
    }

    /** The same month after a task ended. */
    public Balance settling(Settlement s) {
        return new Balance(limit, reserved - s.reserved(), used + s.used(), refunded + s.refunded(),
                possibleSpend + s.possibleSpend());
    }
}
