package dev.imagegen.local.providers;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.image.Bitmap;
import dev.imagegen.image.Encoder;
import java.util.Arrays;

/** Pictures of the providers: real files of exactly the size, quick to draw, that differ with the seed. */
public final class Gradient {

    private Gradient() {}

    /** The whole file. */
    public static byte[] of(int width, int height, ImageFormat format, long seed) {
        Bitmap bitmap = new Bitmap(width, height);
        int blue = (int) (seed * 0x9E3779B1L >>> 24) & 0xFF;
        int[] red = new int[width];
        Arrays.setAll(red, x -> 255 * x / width << 16);
        for (int y = 0; y < height; y++) {
            int others = 255 * y / height << 8 | blue;
            for (int x = 0; x < width; x++) {
                bitmap.set(x, y, red[x] | others);
            }
        }
        return Encoder.of(format).encode(bitmap);
    }
}
