package dev.imagegen.asset.transformation;

import java.util.Optional;
import java.util.function.BinaryOperator;

/** How large a picture becomes, as far as it can be said without looking at it. A layer that hangs over is not counted. */
public final class PictureSize {

    private PictureSize() {}

    /** Empty if it depends on what is in the picture, or on a size that is not known. */
    public static Optional<Size> of(Picture picture) {
        Optional<Size> size = picture.base().size();
        for (Step step : picture.steps()) {
            size = switch (step) {
                case Step.Crop crop -> after(size, crop);
                case Step.Trim _ -> Optional.empty();
                case Step.ImageLayer _, Step.TextLayer _, Step.BackgroundRemoval _, Step.Format _, Step.Quality _ -> size;
            };
        }
        return size;
    }

    /** True if it is known that a crop enlarges what it crops. */
    public static boolean enlarges(Picture picture) {
        return picture.base().size().flatMap(size -> picture.steps().stream()
                        .findFirst()
                        .filter(Step.Crop.class::isInstance)
                        .map(Step.Crop.class::cast)
                        .filter(PictureSize::mayEnlarge)
                        .flatMap(crop -> after(Optional.of(size), crop).map(box -> factor(size, crop.mode(), box) > 1)))
                .orElse(false);
    }

    private static boolean mayEnlarge(Step.Crop crop) {
        return switch (crop.mode()) {
            case FILL, THUMB, FIT, SCALE, PAD -> true;
            case LFILL, LIMIT, MPAD, CROP -> false;
        };
    }

    private static double factor(Size size, CropMode mode, Size box) {
        double x = (double) box.width() / size.width();
        double y = (double) box.height() / size.height();
        // What is padded grows until the first side fits.
        return mode == CropMode.PAD ? Math.min(x, y) : Math.max(x, y);
    }

    private static Optional<Size> after(Optional<Size> before, Step.Crop crop) {
        Optional<Size> box = box(before, crop);
        return switch (crop.mode()) {
            case FILL, THUMB, SCALE, PAD, MPAD -> box;
            case FIT -> both(before, box, (size, b) -> size.within(b.width(), b.height(), Double.MAX_VALUE));
            case LIMIT -> both(before, box, (size, b) -> size.within(b.width(), b.height(), 1));
            case LFILL -> both(before, box, (size, b) -> b.within(size.width(), size.height(), 1));
            case CROP -> both(before, box,
                    (size, b) -> new Size(Math.min(b.width(), size.width()), Math.min(b.height(), size.height())));
        };
    }

    private static Optional<Size> both(
            Optional<Size> one, Optional<Size> other, BinaryOperator<Size> result) {
        return one.flatMap(a -> other.map(b -> result.apply(a, b)));
    }

    /** The sides that are asked for: a side that is left out follows from the ratio, or from the picture's own. */
    private static Optional<Size> box(Optional<Size> before, Step.Crop crop) {
        if (crop.width().isPresent() && crop.height().isPresent()) {
            return Optional.of(new Size(crop.width().getAsInt(), crop.height().getAsInt()));
        }
        Optional<Ratio> ratio = crop.ratio();
        if (crop.width().isPresent()) {
            int width = crop.width().getAsInt();
            return ratio.map(r -> new Size(width, (int) r.heightOf(width)))
                    .or(() -> before.map(size -> cutsOneSide(crop)
                            ? new Size(width, size.height()) : size.times((double) width / size.width())));
        }
        int height = crop.height().getAsInt();
        return ratio.map(r -> new Size((int) r.widthOf(height), height))
                .or(() -> before.map(size -> cutsOneSide(crop)
                        ? new Size(size.width(), height) : size.times((double) height / size.height())));
    }

    /** What is cut out keeps its scale, so the side that is not named stays whole. */
    private static boolean cutsOneSide(Step.Crop crop) {
        return crop.mode() == CropMode.CROP && crop.ratio().isEmpty();
    }
}
