package dev.imagegen.image;

import dev.imagegen.contract.ImageFormat;
import java.awt.image.BufferedImage;

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

    /** What is transparent becomes white: none of our pictures has a background to show through. */
    private static Bitmap bitmap(BufferedImage image) {
        Bitmap bitmap = new Bitmap(image.getWidth(), image.getHeight());
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int x = 0; x < row.length; x++) {
                bitmap.set(x, y, opaque(row[x]));
            }
        }
        return bitmap;
    }

    private static int opaque(int argb) {
        int alpha = argb >>> 24;
        return over(argb >> 16, alpha) << 16 | over(argb >> 8, alpha) << 8 | over(argb, alpha);
    }

    private static int over(int colour, int alpha) {
        return ((colour & 0xFF) * alpha + 255 * (255 - alpha)) / 255;
    }
}
