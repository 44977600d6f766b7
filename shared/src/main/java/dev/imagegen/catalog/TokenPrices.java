package dev.imagegen.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a provider takes for tokens, in US dollars for a million of them.
 *
 * @param textIn for tokens of the prompt
 * @param imageIn for tokens of the references
 * @param out for tokens of the image
 */
public record TokenPrices(BigDecimal textIn, BigDecimal imageIn, BigDecimal out) {

    /** The price in millionths of a dollar, rounded up. */
    public long microDollars(long textTokens, long imageTokens, long outTokens) {
        return textIn.multiply(BigDecimal.valueOf(textTokens))
                .add(imageIn.multiply(BigDecimal.valueOf(imageTokens)))
                .add(out.multiply(BigDecimal.valueOf(outTokens)))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }
}
