package dev.imagegen.catalog;

import dev.imagegen.contract.ImageSize.Pixels;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** How a model makes the closest size to a wish in exact pixels. */
sealed interface ExactRule {

    /** Ratios within this distance (natural logarithm) are taken for the same. */
    double SAME_RATIO = 0.02;

    Pixels closest(Pixels wish);

    /** Any size whose sides are multiples of something and within bounds. */
    record Free(int multiple, int minSide, int maxSide, long minPixels, long maxPixels, double maxRatio)
            implements ExactRule {

        @Override
        public Pixels closest(Pixels wish) {
            double ratio = Math.clamp(wish.ratio(), 1 / maxRatio, maxRatio);
            double area = Math.clamp(wish.area(), minPixels, maxPixels);
            // A wish within bounds keeps its own sides: roots would not give back halves of a step exactly.
            boolean makeable = ratio == wish.ratio() && area == wish.area();
            double width = makeable ? wish.width() : Math.sqrt(area * ratio);
            double height = makeable ? wish.height() : Math.sqrt(area / ratio);
            double shrink = Math.min(1, maxSide / Math.max(width, height));
            return onGrid(width * shrink, height * shrink);
        }

        private Pixels onGrid(double width, double height) {
            Pixels nearest = new Pixels(side(Math.round(width / multiple)), side(Math.round(height / multiple)));
            if (nearest.area() > maxPixels || tooLong(nearest)) {
                nearest = new Pixels(side((long) Math.floor(width / multiple)), side((long) Math.floor(height / multiple)));
            }
            if (nearest.area() < minPixels || tooLong(nearest)) {
                nearest = new Pixels(side((long) Math.ceil(width / multiple)), side((long) Math.ceil(height / multiple)));
            }
            return tooLong(nearest) ? shortened(nearest) : nearest;
        }

        private Pixels shortened(Pixels size) {
            return size.width() > size.height()
                    ? new Pixels(side((long) (size.height() * maxRatio / multiple)), size.height())
                    : new Pixels(size.width(), side((long) (size.width() * maxRatio / multiple)));
        }

        private boolean tooLong(Pixels size) {
            return Math.max(size.ratio(), 1 / size.ratio()) > maxRatio;
        }

        private int side(long steps) {
            return Math.clamp(steps * multiple, minSide, maxSide);
        }
    }

    /** Whatever is asked for: what the model makes of it is not known. */
    record Any() implements ExactRule {

        @Override
        public Pixels closest(Pixels wish) {
            return wish;
        }
    }

    /** The sizes of a list: the nearest ratio, and among equal ratios the nearest area. */
    record Listed(List<Pixels> sizes) implements ExactRule {

        @Override
        public Pixels closest(Pixels wish) {
            return ofNearestRatio(sizes, wish).stream()
                    .min(Comparator.<Pixels>comparingLong(s -> Math.abs(s.area() - wish.area()))
                            .thenComparing(Comparator.comparingLong(Pixels::area).reversed()))
                    .orElseThrow();
        }
    }

    /** The sizes of the shapes: the nearest ratio, and the smallest that is not shorter than the wish. */
    record OfShapes(List<Pixels> sizes) implements ExactRule {

        @Override
        public Pixels closest(Pixels wish) {
            List<Pixels> candidates = ofNearestRatio(sizes, wish);
            return candidates.stream()
                    .filter(s -> longestEdge(s) >= longestEdge(wish))
                    .min(Comparator.comparingLong(Pixels::area))
                    .orElseGet(() -> candidates.stream().max(Comparator.comparingLong(Pixels::area)).orElseThrow());
        }
    }

    static int longestEdge(Pixels size) {
        return Math.max(size.width(), size.height());
    }

    static List<Pixels> ofNearestRatio(Collection<Pixels> sizes, Pixels wish) {
        double nearest = sizes.stream().mapToDouble(s -> ratioDistance(s, wish)).min().orElseThrow();
        return sizes.stream().filter(s -> ratioDistance(s, wish) <= nearest + SAME_RATIO).toList();
    }

    static double ratioDistance(Pixels a, Pixels b) {
        return Math.abs(Math.log(a.ratio() / b.ratio()));
    }
}
