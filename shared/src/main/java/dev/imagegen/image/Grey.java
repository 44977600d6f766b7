package dev.imagegen.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;

/**
 * Grey pictures as coloured ones of the same shades.
 *
 * <p>The readers of PNG and JPEG hand grey over in the JDK's own colour space of grey, which counts light and not shades:
 * whoever asks such an image for its colours gets them far too light.
 */
final class Grey {

    private Grey() {}

    /** The same image if it is not grey in that way. */
    static BufferedImage asColours(BufferedImage image) {
        ColorModel colours = image.getColorModel();
        if (!colours.getColorSpace().equals(ColorSpace.getInstance(ColorSpace.CS_GRAY))) {
            return image;
        }
        int type = colours.hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        var coloured = new BufferedImage(image.getWidth(), image.getHeight(), type);
        Raster samples = image.getRaster();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int shade = shade(samples, colours, x, y, 0);
                int alpha = colours.hasAlpha() ? shade(samples, colours, x, y, 1) : 0xFF;
                coloured.setRGB(x, y, alpha << 24 | shade << 16 | shade << 8 | shade);
            }
        }
        return coloured;
    }

    private static int shade(Raster samples, ColorModel colours, int x, int y, int band) {
        int most = (1 << colours.getComponentSize(band)) - 1;
        return samples.getSample(x, y, band) * 0xFF / most;
    }
}
