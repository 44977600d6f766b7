package dev.imagegen.catalog;

import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImageSize.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What an image costs: one credit is one US cent, rounded up to whole credits.
 *
 * @param source who says so, and when
 * @param centsPerThousandCharacters of the prompt, where it is billed by tokens that cost something
 */
record Price(String source, PriceRule rule, BigDecimal centsPerReference, BigDecimal centsPerThousandCharacters) {

    long credits(Shape shape, Pixels size, int references, int characters) {
        return rule.cents(shape, size)
                .add(centsPerReference.multiply(BigDecimal.valueOf(references)))
                .add(centsPerThousandCharacters.multiply(BigDecimal.valueOf(characters, 3)))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }
}
