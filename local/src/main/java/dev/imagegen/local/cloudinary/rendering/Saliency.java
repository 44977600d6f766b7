package dev.imagegen.local.cloudinary.rendering;

import java.awt.Point;
import java.awt.image.BufferedImage;

/** Finds the window in which most is to be seen: the one with most local contrast, and of equal ones the middle one. */
final class Saliency {

    /** Looking closer than this changes nothing. */
    private static final int LOOK = 160;

    private Saliency() {}

    /** The upper left corner of the window, in the picture's own pixels. */
    static Point window(BufferedImage image, int width, int height) {
        double factor = Math.min(1, (double) LOOK / Math.max(image.getWidth(), image.getHeight()));
        BufferedImage small = Canvas.scaled(
                image, side(image.getWidth() * factor), side(image.getHeight() * factor));
        long[][] sums = sums(small);
        int w = Math.min(small.getWidth(), side(width * factor));
        int h = Math.min(small.getHeight(), side(height * factor));
        Point best = best(sums, small.getWidth() - w, small.getHeight() - h, w, h);
        return new Point(scaledUp(best.x, small.getWidth() - w, image.getWidth() - width),
                scaledUp(best.y, small.getHeight() - h, image.getHeight() - height));
    }

    private static int scaledUp(int at, int steps, int room) {
        return steps == 0 ? room / 2 : (int) Math.round((double) at * room / steps);
    }

    private static Point best(long[][] sums, int columns, int rows, int w, int h) {
        Point best = new Point(columns / 2, rows / 2);
        long most = energy(sums, best.x, best.y, w, h);
        for (int y = 0; y <= rows; y++) {
            for (int x = 0; x <= columns; x++) {
                long energy = energy(sums, x, y, w, h);
                boolean nearer = distance(x, y, columns, rows) < distance(best.x, best.y, columns, rows);
                if (energy > most || energy == most && nearer) {
                    most = energy;
                    best = new Point(x, y);
                }
            }
        }
        return best;
    }

    private static int distance(int x, int y, int columns, int rows) {
        return Math.abs(2 * x - columns) + Math.abs(2 * y - rows);
    }

    private static long energy(long[][] sums, int x, int y, int w, int h) {
        return sums[y + h][x + w] - sums[y][x + w] - sums[y + h][x] + sums[y][x];
    }

    /** Of all contrast above and left of each place. */
    private static long[][] sums(BufferedImage image) {
        long[][] sums = new long[image.getHeight() + 1][image.getWidth() + 1];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                sums[y + 1][x + 1] = contrast(image, x, y) + sums[y][x + 1] + sums[y + 1][x] - sums[y][x];
            }
        }
        return sums;
    }

    private static int contrast(BufferedImage image, int x, int y) {
        int here = image.getRGB(x, y);
        return Pixels.distance(here, image.getRGB(Math.min(x + 1, image.getWidth() - 1), y))
                + Pixels.distance(here, image.getRGB(x, Math.min(y + 1, image.getHeight() - 1)));
    }

    private static int side(double pixels) {
        return (int) Math.max(1, Math.round(pixels));
    }
}
