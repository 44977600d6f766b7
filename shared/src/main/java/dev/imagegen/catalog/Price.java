package dev.imagegen.catalog;

import dev.imagegen.contract.ImageSize.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** What an image costs: one credit is one US cent, rounded up to whole credits. */
final class Price {

    private final Map<Shape, BigDecimal> cents;
    private final BigDecimal centsPerReference;

    Price(Map<Shape, BigDecimal> cents, BigDecimal centsPerReference) {
        this.cents = cents;
        this.centsPerReference = centsPerReference;
    }

    long credits(Shape shape, int references) {
        return cents.get(shape)
                .add(centsPerReference.multiply(BigDecimal.valueOf(references)))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }
}
