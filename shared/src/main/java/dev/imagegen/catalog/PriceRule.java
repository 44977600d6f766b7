package dev.imagegen.catalog;

import dev.imagegen.contract.ImageSize.Shape;
import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;

/** How the price of an image follows from what it is. */
sealed interface PriceRule {

    /** In US cents, with a bound for everything that is not known yet. */
    BigDecimal cents(PricedImage image);

    /** A price for each shape and tier. */
    record PerImage(Map<Shape, BigDecimal> cents) implements PriceRule {

        public PerImage {
            cents = Map.copyOf(cents);
        }

        @Override
        public BigDecimal cents(PricedImage image) {
            return cents.get(image.shape());
        }
    }

    /**
     * A price for each begun megapixel: of the image, and of each reference image on its own, which is made smaller before it is
     * counted where it has too many.
     *
     * @param first cents for the first one of the image
     * @param further cents for each further one
     * @param mostOfReference how many of a reference count at most; all of them where its size is not known
     */
    record PerMegapixel(BigDecimal first, BigDecimal further, long mostOfReference) implements PriceRule {

        private static final long MEGAPIXEL = 1024 * 1024;

        @Override
        public BigDecimal cents(PricedImage image) {
            long more = begun(image.size().area()) - 1;
            for (int i = 0; i < image.references().count(); i++) {
                OptionalLong pixels = image.references().pixels(i);
                more += pixels.isPresent() ? Math.clamp(begun(pixels.getAsLong()), 1, mostOfReference) : mostOfReference;
            }
            return first.add(further.multiply(BigDecimal.valueOf(more)));
        }

        private static long begun(long pixels) {
            return Math.ceilDiv(pixels, MEGAPIXEL);
        }
    }

    /**
     * A price for each token.
     *
     * @param ofReference tokens that a reference image is reserved for
     * @param ofThinking tokens that are reserved for what the model thinks before it draws
     */
    record PerToken(TokenPrices dollars, ImageTokens ofImage, long ofReference, long ofThinking) implements PriceRule {

        /** Scripts differ: a token is four bytes of English, and about three of Chinese. */
        private static final int FEWEST_BYTES_OF_A_TOKEN = 3;

        @Override
        public BigDecimal cents(PricedImage image) {
            return dollars.cents(new TokenUsage(
                    Math.ceilDiv(image.promptBytes(), FEWEST_BYTES_OF_A_TOKEN),
                    ofReference * image.references().count(),
                    ofThinking,
                    ofImage.count(image)));
        }
    }
}
