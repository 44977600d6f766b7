package dev.imagegen.engine;

import java.time.Duration;

/** How long calls of providers take at most: the budget, and what an answer may need beyond it that began within it. */
public final class CallTime {

    /** A worker lives for ten minutes, and needs one to store. */
    private static final Duration OF_A_WORKER = Duration.ofMinutes(9);
    private static final Duration LONGEST_ARRIVAL = Duration.ofMinutes(2);

    private CallTime() {}

    /**
     * How long the body of a success may go on arriving after the budget is used up: a quarter of what the budget leaves of a
     * worker's time, two minutes at most.
     */
    public static Duration arrival(Duration budget) {
        Duration quarter = OF_A_WORKER.minus(budget).dividedBy(4);
        return quarter.compareTo(LONGEST_ARRIVAL) < 0 ? quarter : LONGEST_ARRIVAL;
    }

    /** From the connection to the last byte. */
    public static Duration longest(Duration budget) {
        return budget.plus(arrival(budget));
    }
}
