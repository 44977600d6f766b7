package dev.imagegen.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/**
 * What an image costs with a model. What a request is shown, what is reserved for it and what is settled in the end come from this
 * formula: at first with the largest references that are counted and a bound of the tokens, in the end with what is known by then.
 *
 * @param source who says so, and when
 */
public record Price(String source, PriceRule rule) {

    private static final int MICRO_DOLLARS_OF_A_CENT = 4;

    /** The price in credits: one is a US cent, and a part of one counts whole. */
    public long credits(PricedImage image) {
        return rounded(rule.cents(image));
    }

    /** The price in millionths of a US dollar, rounded up. */
    public long microDollars(PricedImage image) {
        return rounded(rule.cents(image).scaleByPowerOfTen(MICRO_DOLLARS_OF_A_CENT));
    }

    /** The same of an image whose tokens the provider has counted; empty if tokens are not what it bills. */
    public OptionalLong microDollars(TokenUsage usage) {
        return rule instanceof PriceRule.PerToken(TokenPrices dollars, _, _, _)
                ? OptionalLong.of(rounded(dollars.cents(usage).scaleByPowerOfTen(MICRO_DOLLARS_OF_A_CENT)))
                : OptionalLong.empty();
    }

    private static long rounded(BigDecimal amount) {
        return amount.setScale(0, RoundingMode.CEILING).longValueExact();
    }
}
