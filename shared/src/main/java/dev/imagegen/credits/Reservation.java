package dev.imagegen.credits;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/**
 * Credits that are held for a task until it ends, and settled in the month in which they were reserved.
 *
 * @param credits 0 or more
 * @param budget as it was when they were reserved
 */
public record Reservation(YearMonth month, long credits, Budget budget) {

    private static final long MICRO_DOLLARS_OF_A_CREDIT = 10_000;

    /**
     * What an image costs the client in the end: its real cost in whole credits, rounded up, and never more than was reserved.
     *
     * @param microDollars in millionths of a US dollar; empty or 0 where the provider does not say
     */
    public long settledFor(OptionalLong microDollars) {
        return Math.min(credits, cost(microDollars));
    }

    /** The credits that the image cost beyond what was reserved: the operator bears them. 0 if there are none. */
    public long uncovered(OptionalLong microDollars) {
        return Math.max(0, cost(microDollars) - credits);
    }

    private long cost(OptionalLong microDollars) {
        long cost = microDollars.orElse(0);
        return cost <= 0 ? credits : Math.ceilDiv(cost, MICRO_DOLLARS_OF_A_CREDIT);
    }

    /** When the credits of its month are reset. */
    public Instant resetsAt() {
        return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
