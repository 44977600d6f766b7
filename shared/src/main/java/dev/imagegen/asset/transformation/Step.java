package dev.imagegen.asset.transformation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One thing that is done to a picture. Steps apply in their order. */
public sealed interface Step {

    /** What background removal counts for; everything else here counts for one. */
    int REMOVAL = 75;

    /** True if it removes a background. */
    default boolean removesBackground() {
        return false;
    }

    /** Brings it to a size. @param ratio not with both sides; one of width and height is there */
    record Crop(CropMode mode, OptionalInt width, OptionalInt height, Optional<Ratio> ratio, Optional<Gravity> gravity)
            implements Step {}

    /**
     * Puts another asset on top.
     *
     * @param removal removes its background first
     * @param scale its size; empty for its own
     */
    record ImageLayer(Source source, boolean removal, Optional<Scale> scale, Placement placement) implements Step {
        @Override
        public boolean removesBackground() {
            return removal;
        }
    }

    /** The size of a layer. */
    sealed interface Scale {
        /** Pixels. At least one is there. */
        record Pixels(OptionalInt width, OptionalInt height) implements Scale {}

        /** Parts of the width or height of what is below. At least one is there. */
        record Relative(Optional<BigDecimal> width, Optional<BigDecimal> height) implements Scale {}
    }

    /**
     * Writes on it.
     *
     * @param style words behind font and size, in this order: weight, style, alignment; empty where they are the usual
     * @param colour six hex digits behind a #
     * @param width pixels at which lines wrap
     */
    record TextLayer(String text, String font, int size, TextStyle style, Optional<String> colour, OptionalInt width,
            Placement placement) implements Step {}

    record TextStyle(Optional<String> weight, Optional<String> style, Optional<String> align) {}

    record BackgroundRemoval() implements Step {
        @Override
        public boolean removesBackground() {
            return true;
        }
    }

    /** Cuts off edges of one colour, or transparent ones. */
    record Trim() implements Step {}

    /** @param format png, jpg, webp, or auto */
    record Format(String format) implements Step {}

    /** @param quality auto, or 1 to 100 */
    record Quality(String quality) implements Step {}

    /** What every picture for a browser ends with. */
    List<Step> AUTOMATIC = List.of(new Format("auto"), new Quality("auto"));
}
