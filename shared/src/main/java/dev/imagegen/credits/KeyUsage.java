package dev.imagegen.credits;

import java.util.Map;

/**
 * The month of a key.
 *
 * @param byModel by id; the credits that were used are the sum over it
 */
public record KeyUsage(Balance balance, Map<String, ModelUsage> byModel) {

    public KeyUsage {
        byModel = Map.copyOf(byModel);
    }

    /** A month in which nothing was used. */
    public static KeyUsage untouched(Allowance allowance) {
        return new KeyUsage(Balance.untouched(allowance), Map.of());
    }
}
