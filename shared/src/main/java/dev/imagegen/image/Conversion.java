package dev.imagegen.image;

import dev.imagegen.contract.ImageFormat;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/** Makes files of one format out of files of another, for models that do not let one choose. */
public final class Conversion {

    /** More than twice of what any model makes: a header that says more would fill the memory for nothing. */
    private static final long MAX_PIXELS = 40_000_000;

    private Conversion() {}

    /**
     * The picture in that format. One that is in it already, cannot be decoded or has more than 40 megapixels comes back as
     * it is.
     *
     * @param header of {@code bytes}
     */
    public static byte[] to(ImageFormat format, ImageHeader header, byte[] bytes) {
        if (header.format() == format) {
            return bytes;
        }
        try {
            BufferedImage decoded = new Decoder(MAX_PIXELS).decode(bytes, header.width(), header.height());
            return Encoder.of(format).encode(bitmap(decoded));
        } catch (UnusableImageException asItCame) {
            return bytes;
        }
    }

    static Bitmap bitmap(BufferedImage image) {
        Bitmap bitmap = new Bitmap(image.getWidth(), image.getHeight());
        if (plain(image)) {
            copy(image.getRaster(), bitmap);
        } else {
            draw(image, bitmap);
        }
        return bitmap;
    }

    /** True if its samples are what a bitmap is made of. Most are, and asking for colours takes ten times as long. */
    private static boolean plain(BufferedImage image) {
        ColorModel colours = image.getColorModel();
        return colours instanceof ComponentColorModel
                && colours.getColorSpace().isCS_sRGB()
                && colours.getTransferType() == DataBuffer.TYPE_BYTE
                && colours.getNumComponents() == Bitmap.BYTES
                && colours.getPixelSize() == Bitmap.BYTES * Byte.SIZE;
    }

    private static void copy(Raster samples, Bitmap bitmap) {
        byte[] row = new byte[Bitmap.BYTES * bitmap.width()];
        for (int y = 0; y < bitmap.height(); y++) {
            samples.getDataElements(samples.getMinX(), samples.getMinY() + y, bitmap.width(), 1, row);
            System.arraycopy(row, 0, bitmap.rgb(), bitmap.index(0, y), row.length);
        }
    }

    /** What is transparent becomes white: none of our pictures has a background to show through. */
    private static void draw(BufferedImage image, Bitmap bitmap) {
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int x = 0; x < row.length; x++) {
                bitmap.set(x, y, opaque(row[x]));
            }
        }
    }

    private static int opaque(int argb) {
        int alpha = argb >>> 24;
        return over(argb >> 16, alpha) << 16 | over(argb >> 8, alpha) << 8 | over(argb, alpha);
    }

    private static int over(int colour, int alpha) {
        return ((colour & 0xFF) * alpha + 255 * (255 - alpha)) / 255;
    }
}
