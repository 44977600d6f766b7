package dev.imagegen.credits;

import java.time.YearMonth;

/**
 * Credits that are held for a task until it ends, and settled in the month in which they were reserved.
 *
 * @param credits 0 or more
 * @param plan as it was when they were reserved
 */
public record Reservation(YearMonth month, long credits, Plan plan) {}
