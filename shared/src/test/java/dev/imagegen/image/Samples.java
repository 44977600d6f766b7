package dev.imagegen.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Pixels for the tests, and a second opinion on what a file shows. */
public final class Samples {

    private Samples() {}

    /** Red grows to the right, green downwards. */
    public static Bitmap gradient(int width, int height) {
        Bitmap bitmap = new Bitmap(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                bitmap.set(x, y, x * 255 / width << 16 | y * 255 / height << 8 | 0x40);
            }
        }
        return bitmap;
    }

    /** One colour, {@code 0xRRGGBB}. */
    public static Bitmap plain(int width, int height, int colour) {
        Bitmap bitmap = new Bitmap(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                bitmap.set(x, y, colour);
            }
        }
        return bitmap;
    }

    /** Decodes by ImageIO with the plug-ins that it finds by itself. */
    public static BufferedImage decode(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new AssertionError("no image", e);
        }
    }

    /** The largest difference of a channel between two colours. */
    public static int distance(int a, int b) {
        int red = Math.abs((a >> 16 & 0xFF) - (b >> 16 & 0xFF));
        int green = Math.abs((a >> 8 & 0xFF) - (b >> 8 & 0xFF));
        return Math.max(red, Math.max(green, Math.abs((a & 0xFF) - (b & 0xFF))));
    }
}
