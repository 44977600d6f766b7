package dev.imagegen.credits;

import java.util.OptionalLong;

/** What a cloud agreed to. */
public sealed interface Plan {

    /** @param free credits that cost nothing in a calendar month, a parameter of the deployment */
    Allowance allowance(long free);

    /** The free credits of a month, and then no more. */
    record Free() implements Plan {
        @Override
        public Allowance allowance(long free) {
            return Allowance.limitedTo(free);
        }
    }

    /**
     * Goes on when the free credits are used up.
     *
     * @param spendingLimit credits in a calendar month, the free ones included; empty for no limit
     */
    record Paid(OptionalLong spendingLimit) implements Plan {
        @Override
        public Allowance allowance(long free) {
            return new Allowance(spendingLimit);
        }
    }
}
