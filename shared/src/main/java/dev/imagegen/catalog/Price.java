package dev.imagegen.catalog;

import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImageSize.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What an image costs: one credit is one US cent, rounded up to whole credits.
 *
 * @param source who says so, and when
 */
record Price(String source, PriceRule rule, BigDecimal centsPerReference) {

    long credits(Shape shape, Pixels size, int references) {
        return rule.cents(shape, size)
                .add(centsPerReference.multiply(BigDecimal.valueOf(references)))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }
}
