package dev.imagegen.local.cloudinary.rendering;

import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.BitSet;

/**
 * Takes away what is joined to an edge and has its colour, or fades from it slowly. What lies at the border between the two
 * becomes half transparent. A plain stand-in: the real one knows what a bottle is.
 */
final class BackgroundRemoval {

    /** From one pixel of the background to the next. */
    private static final int STEP = 24;
    /** From the edge where it began. */
    private static final int FAR = 72;
    /** From there on a pixel next to the background is wholly of the picture. */
    private static final int SURE = 160;

    private final BufferedImage image;
    private final int width;
    private final int height;
    private final BitSet background;
    private final ArrayDeque<int[]> open = new ArrayDeque<>();

    private BackgroundRemoval(BufferedImage image) {
        this.image = image;
        this.width = image.getWidth();
        this.height = image.getHeight();
        this.background = new BitSet(width * height);
    }

    static BufferedImage apply(BufferedImage image) {
        return new BackgroundRemoval(image).removed();
    }

    private BufferedImage removed() {
        int corner = image.getRGB(0, 0);
        for (int x = 0; x < width; x++) {
            seed(x, 0, corner);
            seed(x, height - 1, corner);
        }
        for (int y = 0; y < height; y++) {
            seed(0, y, corner);
            seed(width - 1, y, corner);
        }
        while (!open.isEmpty()) {
            int[] at = open.poll();
            spread(at, at[0] + 1, at[1]);
            spread(at, at[0] - 1, at[1]);
            spread(at, at[0], at[1] + 1);
            spread(at, at[0], at[1] - 1);
        }
        return cut();
    }

    /** A thing that touches the edge is not of the background, whose colour is that of the first corner. */
    private void seed(int x, int y, int corner) {
        int pixel = image.getRGB(x, y);
        if (Pixels.distance(pixel, corner) <= FAR) {
            take(x, y, pixel);
        }
    }

    private void spread(int[] from, int x, int y) {
        if (x >= 0 && y >= 0 && x < width && y < height && !background.get(y * width + x)) {
            int pixel = image.getRGB(x, y);
            if (Pixels.distance(pixel, image.getRGB(from[0], from[1])) <= STEP && Pixels.distance(pixel, from[2]) <= FAR) {
                take(x, y, from[2]);
            }
        }
    }

    private void take(int x, int y, int origin) {
        if (!background.get(y * width + x)) {
            background.set(y * width + x);
            open.add(new int[] {x, y, origin});
        }
    }

    private BufferedImage cut() {
        BufferedImage cut = Canvas.of(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (!background.get(y * width + x)) {
                    int pixel = image.getRGB(x, y);
                    int alpha = Pixels.alpha(pixel) * softness(x, y, pixel) / 0xFF;
                    cut.setRGB(x, y, alpha << 24 | pixel & 0xFFFFFF);
                }
            }
        }
        return cut;
    }

    /** 255 inside; less next to the background, the more it looks like it. */
    private int softness(int x, int y, int pixel) {
        int least = SURE;
        for (int[] next : new int[][] {{x + 1, y}, {x - 1, y}, {x, y + 1}, {x, y - 1}}) {
            boolean inside = next[0] >= 0 && next[1] >= 0 && next[0] < width && next[1] < height;
            if (inside && background.get(next[1] * width + next[0])) {
                least = Math.min(least, Pixels.distance(pixel, image.getRGB(next[0], next[1])));
            }
        }
        return Math.max(STEP, least) * 0xFF / SURE;
    }
}
