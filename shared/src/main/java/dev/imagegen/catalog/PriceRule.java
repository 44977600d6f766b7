package dev.imagegen.catalog;

import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImageSize.Shape;
import java.math.BigDecimal;
import java.util.Map;

/** How the price of an image follows from its size. */
sealed interface PriceRule {

    /** In US cents. @param shape the one that stands for {@code size} */
    BigDecimal cents(Shape shape, Pixels size);

    /** A price for each shape and tier. */
    record ByShape(Map<Shape, BigDecimal> cents) implements PriceRule {

        public ByShape {
            cents = Map.copyOf(cents);
        }

        @Override
        public BigDecimal cents(Shape shape, Pixels size) {
            return cents.get(shape);
        }
    }

    /**
     * A price for each token of the image: so many for a patch of a grid over it, more the larger the image is. The formula gives
     * OpenAI's published prices of gpt-image-2.
     *
     * @param grid patches along the longer side, which quality decides
     */
    record ByTokens(long grid, BigDecimal centsPerToken) implements PriceRule {

        private static final long BASE_PIXELS = 2_000_000;
        private static final long PIXELS_OF_A_TOKEN = 4_000_000;

        @Override
        public BigDecimal cents(Shape shape, Pixels size) {
            long longer = Math.max(size.width(), size.height());
            long shorter = Math.min(size.width(), size.height());
            long patches = grid * ((2 * grid * shorter + longer) / (2 * longer));
            return centsPerToken.multiply(
                    BigDecimal.valueOf(Math.ceilDiv(patches * (BASE_PIXELS + size.area()), PIXELS_OF_A_TOKEN)));
        }
    }
}
