package dev.imagegen.engine.sandbox;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;

/** One row of an image at a time, in plain {@code 0xRRGGBB}: transparent parts are white. */
final class ImageRow {

    private final BufferedImage image;
    private final boolean grey;
    private final int[] colours;
    private int loaded = -1;

    ImageRow(BufferedImage image) {
        this.image = image;
        this.grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        this.colours = new int[image.getWidth()];
    }

    /** The row's colours, until the next one is loaded. */
    int[] load(int y) {
        if (y != loaded) {
            image.getRGB(0, y, colours.length, 1, colours, 0, colours.length);
            for (int x = 0; x < colours.length; x++) {
                int colour = grey ? tone(x, y) : colours[x] & 0xFFFFFF;
                colours[x] = Colours.mix(0xFFFFFF, colour, (colours[x] >>> 24) / 255.0);
            }
            loaded = y;
        }
        return colours;
    }

    /** AWT takes grey for linear light, which no file means, and would brighten it. */
    private int tone(int x, int y) {
        int bits = image.getSampleModel().getSampleSize(0);
        return (image.getRaster().getSample(x, y, 0) << 8 >> bits) * 0x010101;
    }
}
