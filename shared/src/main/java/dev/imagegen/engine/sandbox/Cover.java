package dev.imagegen.engine.sandbox;

import java.awt.image.BufferedImage;

/** An image scaled to cover a rectangle, its middle in the middle; transparent parts become white. */
final class Cover {

    private final BufferedImage image;
    private final int wide;
    private final int high;
    private final double step;
    private final ImageRow upper;
    private final ImageRow lower;

    /**
     * @param wide pixels of the rectangle
     * @param high pixels of the rectangle
     */
    Cover(BufferedImage image, int wide, int high) {
        this.image = image;
        this.wide = wide;
        this.high = high;
        this.step = Math.min((double) image.getWidth() / wide, (double) image.getHeight() / high);
        this.upper = new ImageRow(image);
        this.lower = new ImageRow(image);
    }

    void paint(Canvas canvas, int left, int top) {
        for (int y = 0; y < high; y++) {
            double fromY = source(y, high, image.getHeight());
            int rowY = (int) fromY;
            int[] above = upper.load(rowY);
            int[] below = lower.load(Math.min(rowY + 1, image.getHeight() - 1));
            for (int x = 0; x < wide; x++) {
                double fromX = source(x, wide, image.getWidth());
                int at = (int) fromX;
                int next = Math.min(at + 1, image.getWidth() - 1);
                int colour = Colours.mix(
                        Colours.mix(above[at], above[next], fromX - at),
                        Colours.mix(below[at], below[next], fromX - at),
                        fromY - rowY);
                canvas.blend(left + x, top + y, colour, 1);
            }
        }
    }

    private double source(int at, int covered, int size) {
        return Math.clamp((at + 0.5 - covered / 2.0) * step + size / 2.0 - 0.5, 0.0, size - 1.0);
    }
}
