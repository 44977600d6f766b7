package dev.imagegen.credits;

import java.util.OptionalInt;

/**
 * What a task may be taken in against, as the plan and the key say at that moment.
 *
 * @param ofCloud by the cloud's plan
 * @param ofKey by the key's own cap
 * @param tasksAtOnce of the key, that have not ended; empty for no limit
 * @param paid true if the plan is a paid one, so that its limit is one that the cloud set itself
 */
public record Budget(Allowance ofCloud, Allowance ofKey, OptionalInt tasksAtOnce, boolean paid) {

    /** Of the free plan. */
    public Budget(Allowance ofCloud, Allowance ofKey, OptionalInt tasksAtOnce) {
        this(ofCloud, ofKey, tasksAtOnce, false);
    }

    /** Of a key without limits of its own. */
    public static Budget of(Allowance ofCloud) {
        return new Budget(ofCloud, Allowance.unlimited(), OptionalInt.empty());
    }
}
