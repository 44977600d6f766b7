package dev.imagegen.local.cloudinary.rendering;

import java.awt.image.BufferedImage;

/** Cuts off the edges that have the colour of the upper left corner, or are transparent. */
final class Trimming {

    private static final int TOLERANCE = 10;

    private Trimming() {}

    /** A picture of one colour stays whole. */
    static BufferedImage apply(BufferedImage image) {
        int corner = image.getRGB(0, 0);
        int left = image.getWidth();
        int top = image.getHeight();
        int right = -1;
        int bottom = -1;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int pixel = image.getRGB(x, y);
                if (Pixels.alpha(pixel) > TOLERANCE && Pixels.distance(corner, pixel) > TOLERANCE) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = y;
                }
            }
        }
        return right < 0 ? image : Canvas.part(image, left, top, right - left + 1, bottom - top + 1);
    }
}
