package dev.imagegen.local.cloudinary.rendering;

/** Single pixels, as {@code 0xAARRGGBB}. */
final class Pixels {

    private Pixels() {}

    static int alpha(int pixel) {
        return pixel >>> 24;
    }

    /** The largest difference of a channel, transparency included: 0 to 255. */
    static int distance(int one, int other) {
        if (alpha(one) == 0 && alpha(other) == 0) {
            return 0;
        }
        int most = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            most = Math.max(most, Math.abs((one >>> shift & 0xFF) - (other >>> shift & 0xFF)));
        }
        return most;
    }
}
