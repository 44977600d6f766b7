package dev.imagegen.image;

/**
 * Opaque pixels in memory, with nothing of AWT: three bytes each (red, green, blue), row after row without gaps.
 *
 * @param width pixels, 1 or more
 * @param height pixels, 1 or more
 * @param rgb {@code 3 * width * height} bytes; not copied, so whoever draws writes into it
 */
public record Bitmap(int width, int height, byte[] rgb) {

    /** Bytes of a pixel. */
    public static final int BYTES = 3;

    /** @throws IllegalArgumentException if a side is not positive, or the array does not fit the sides */
    public Bitmap {
        if (width < 1 || height < 1 || rgb.length != (long) BYTES * width * height) {
            throw new IllegalArgumentException(rgb.length + " bytes are no bitmap of " + width + "x" + height);
        }
    }

    /** A black one. */
    public Bitmap(int width, int height) {
        this(width, height, new byte[Math.multiplyExact(BYTES, Math.multiplyExact(width, height))]);
    }

    /** Where the pixel's red is in {@link #rgb()}. */
    public int index(int x, int y) {
        return BYTES * (y * width + x);
    }

    /** The pixel as {@code 0xRRGGBB}. */
    public int get(int x, int y) {
        int i = index(x, y);
        return (rgb[i] & 0xFF) << 16 | (rgb[i + 1] & 0xFF) << 8 | rgb[i + 2] & 0xFF;
    }

    /** Sets the pixel to {@code 0xRRGGBB}. */
    public void set(int x, int y, int colour) {
        int i = index(x, y);
        rgb[i] = (byte) (colour >> 16);
        rgb[i + 1] = (byte) (colour >> 8);
        rgb[i + 2] = (byte) colour;
    }
}
