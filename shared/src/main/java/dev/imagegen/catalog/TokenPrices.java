package dev.imagegen.catalog;

import java.math.BigDecimal;

/**
 * What a provider takes for tokens, in US dollars for a million of them.
 *
 * @param textIn for tokens of the prompt
 * @param imageIn for tokens of the reference images
 * @param textOut for tokens of words and of thinking
 * @param imageOut for tokens of the image
 */
record TokenPrices(BigDecimal textIn, BigDecimal imageIn, BigDecimal textOut, BigDecimal imageOut) {

    /** A dollar for a million tokens is a ten-thousandth of a cent for one. */
    private static final int CENTS_OF_A_TOKEN = -4;

    /** The price in US cents. */
    BigDecimal cents(TokenUsage usage) {
        return textIn.multiply(BigDecimal.valueOf(usage.textIn()))
                .add(imageIn.multiply(BigDecimal.valueOf(usage.imageIn())))
                .add(textOut.multiply(BigDecimal.valueOf(usage.textOut())))
                .add(imageOut.multiply(BigDecimal.valueOf(usage.imageOut())))
                .scaleByPowerOfTen(CENTS_OF_A_TOKEN);
    }
}
