package dev.imagegen.catalog;

import dev.imagegen.contract.ImageSize.Shape;
import java.util.Map;

/** How many tokens an image is billed as. */
sealed interface ImageTokens {

    long count(PricedImage image);

    /** A number for each shape and tier. */
    record ByShape(Map<Shape, Long> tokens) implements ImageTokens {

        public ByShape {
            tokens = Map.copyOf(tokens);
        }

        @Override
        public long count(PricedImage image) {
            return tokens.get(image.shape());
        }
    }

    /**
     * So many for each patch of a grid over the image, more the larger it is. The formula gives OpenAI's published numbers for
     * gpt-image-2.
     *
     * @param patches along the longer side, which quality decides
     */
    record ByGrid(long patches) implements ImageTokens {

        private static final long BASE_PIXELS = 2_000_000;
        private static final long PIXELS_OF_A_TOKEN = 4_000_000;

        @Override
        public long count(PricedImage image) {
            long longer = Math.max(image.size().width(), image.size().height());
            long shorter = Math.min(image.size().width(), image.size().height());
            long all = patches * ((2 * patches * shorter + longer) / (2 * longer));
            return Math.ceilDiv(all * (BASE_PIXELS + image.size().area()), PIXELS_OF_A_TOKEN);
        }
    }
}
