package dev.imagegen.engine.sandbox;

/** Arithmetic on colours of the form {@code 0xRRGGBB}. */
final class Colours {

    private Colours() {}

    /** From {@code a} (share 0) to {@code b} (share 1); a share outside of that counts as the nearer end. */
    static int mix(int a, int b, double share) {
        int parts = (int) (Math.clamp(share, 0.0, 1.0) * 256);
        return channel(a, b, parts, 16) | channel(a, b, parts, 8) | channel(a, b, parts, 0);
    }

    private static int channel(int a, int b, int parts, int shift) {
        int from = a >> shift & 0xFF;
        int to = b >> shift & 0xFF;
        return from + ((to - from) * parts + 128 >> 8) << shift;
    }
}
