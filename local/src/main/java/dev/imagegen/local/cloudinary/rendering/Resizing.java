package dev.imagegen.local.cloudinary.rendering;

import dev.imagegen.local.cloudinary.rendering.Component.Resize;
import java.awt.Color;
import java.awt.Point;
import java.awt.image.BufferedImage;

/** Brings a picture to a size. */
final class Resizing {

    private record Box(int width, int height) {}

    private Resizing() {}

    /** @param whole what parts are parts of: the picture itself, or what is below a layer */
    static BufferedImage apply(BufferedImage image, Resize resize, BufferedImage whole) {
        Box box = box(image, resize, whole);
        return switch (resize.mode()) {
            case SCALE -> Canvas.scaled(image, box.width, box.height);
            case FIT -> within(image, box, Double.MAX_VALUE);
            case LIMIT -> within(image, box, 1);
            case FILL, THUMB -> fill(image, box, resize);
            case LFILL -> fill(image, shrunk(box, image), resize);
            case PAD -> pad(within(image, box, Double.MAX_VALUE), box, resize);
            case MPAD -> pad(within(image, box, 1), box, resize);
            case CROP -> crop(image, box, resize);
        };
    }

    /** A side that is not given follows from the ratio, or keeps the picture's own. */
    private static Box box(BufferedImage image, Resize resize, BufferedImage whole) {
        double own = (double) image.getWidth() / image.getHeight();
        double ratio = resize.ratio().orElse(own);
        long width;
        long height;
        if (resize.width().isPresent() && resize.height().isPresent()) {
            width = resize.width().get().of(whole.getWidth());
            height = resize.height().get().of(whole.getHeight());
        } else if (resize.width().isPresent()) {
            width = resize.width().get().of(whole.getWidth());
            height = cutsOneSide(resize) ? image.getHeight() : Math.round(width / ratio);
        } else if (resize.height().isPresent()) {
            height = resize.height().get().of(whole.getHeight());
            width = cutsOneSide(resize) ? image.getWidth() : Math.round(height * ratio);
        } else {
            boolean wider = own > ratio;
            width = wider ? Math.round(image.getHeight() * ratio) : image.getWidth();
            height = wider ? image.getHeight() : Math.round(image.getWidth() / ratio);
        }
        width = Math.max(1, width);
        height = Math.max(1, height);
        if (width * height > Canvas.MAX_PIXELS && resize.mode() != Mode.LIMIT && resize.mode() != Mode.CROP) {
            Canvas.of(width, height);
        }
        return new Box((int) Math.min(width, Canvas.MAX_PIXELS), (int) Math.min(height, Canvas.MAX_PIXELS));
    }

    private static boolean cutsOneSide(Resize resize) {
        return resize.mode() == Mode.CROP && resize.ratio().isEmpty();
    }

    private static BufferedImage within(BufferedImage image, Box box, double limit) {
        double factor = Math.min(limit, Math.min(
                (double) box.width / image.getWidth(), (double) box.height / image.getHeight()));
        return Canvas.scaled(image, side(image.getWidth() * factor), side(image.getHeight() * factor));
    }

    private static Box shrunk(Box box, BufferedImage image) {
        double factor = Math.min(1, Math.min(
                (double) image.getWidth() / box.width, (double) image.getHeight() / box.height));
        return new Box(side(box.width * factor), side(box.height * factor));
    }

    private static BufferedImage fill(BufferedImage image, Box box, Resize resize) {
        double factor = Math.max(
                (double) box.width / image.getWidth(), (double) box.height / image.getHeight());
        // Cut first: what is cut off afterwards would be scaled for nothing, and might be far too large.
        Box piece = new Box(
                Math.min(image.getWidth(), side(box.width / factor)),
                Math.min(image.getHeight(), side(box.height / factor)));
        return Canvas.scaled(cut(image, piece, resize), box.width, box.height);
    }

    private static BufferedImage crop(BufferedImage image, Box box, Resize resize) {
        return cut(image, new Box(Math.min(box.width, image.getWidth()), Math.min(box.height, image.getHeight())), resize);
    }

    private static BufferedImage cut(BufferedImage image, Box piece, Resize resize) {
        Point corner = resize.gravity() == Gravity.AUTO
                ? Saliency.window(image, piece.width, piece.height)
                : corner(image, piece, resize);
        int left = Math.clamp(corner.x, 0, image.getWidth() - piece.width);
        int top = Math.clamp(corner.y, 0, image.getHeight() - piece.height);
        return Canvas.part(image, left, top, piece.width, piece.height);
    }

    private static Point corner(BufferedImage image, Box piece, Resize resize) {
        int x = resize.x().map(length -> length.of(image.getWidth())).orElse(0);
        int y = resize.y().map(length -> length.of(image.getHeight())).orElse(0);
        return new Point(resize.gravity().left(image.getWidth(), piece.width, x),
                resize.gravity().top(image.getHeight(), piece.height, y));
    }

    private static BufferedImage pad(BufferedImage image, Box box, Resize resize) {
        int width = resize.mode() == Mode.MPAD ? Math.max(box.width, image.getWidth()) : box.width;
        int height = resize.mode() == Mode.MPAD ? Math.max(box.height, image.getHeight()) : box.height;
        BufferedImage padded = Canvas.filled(width, height, resize.background().orElse(new Color(0, 0, 0, 0)));
        Canvas.draw(padded, g -> g.drawImage(image, resize.gravity().left(width, image.getWidth(), 0),
                resize.gravity().top(height, image.getHeight(), 0), null));
        return padded;
    }

    private static int side(double pixels) {
        return (int) Math.max(1, Math.round(pixels));
    }
}
