package dev.imagegen.engine.sandbox;

import dev.imagegen.image.Bitmap;

/**
 * Draws on the upper rows of a bitmap. What lies outside of them is cut off. Colours are {@code 0xRRGGBB}, shares go from 0
 * to 1.
 *
 * @param height rows, at most the bitmap's
 */
record Canvas(Bitmap bitmap, int height) {

    Canvas(Bitmap bitmap) {
        this(bitmap, bitmap.height());
    }

    int width() {
        return bitmap.width();
    }

    /** Covers one whole row. */
    void row(int y, int colour) {
        bitmap.set(0, y, colour);
        byte[] rgb = bitmap.rgb();
        int start = bitmap.index(0, y);
        int all = Bitmap.BYTES * width();
        for (int done = Bitmap.BYTES; done < all; done *= 2) {
            System.arraycopy(rgb, start, rgb, start + done, Math.min(done, all - done));
        }
    }

    /** Lets {@code share} of the colour over the pixel. */
    void blend(int x, int y, int colour, double share) {
        if (x >= 0 && x < width() && y >= 0 && y < height()) {
            bitmap.set(x, y, share >= 1 ? colour : Colours.mix(bitmap.get(x, y), colour, share));
        }
    }

    /** Lets {@code share} of the colour over a rectangle. */
    void rectangle(int left, int top, int wide, int high, int colour, double share) {
        for (int y = Math.max(0, top); y < Math.min(height(), top + high); y++) {
            for (int x = Math.max(0, left); x < Math.min(width(), left + wide); x++) {
                blend(x, y, colour, share);
            }
        }
    }

    /** Writes a line, each pixel of the font a square of {@code scale} pixels. */
    void text(PixelFont font, String line, int left, int top, int scale, int colour) {
        int at = left;
        for (char c : line.toCharArray()) {
            Glyph glyph = font.glyph(c);
            for (int y = 0; y < PixelFont.HEIGHT; y++) {
                for (int x = 0; x < glyph.width(); x++) {
                    if (glyph.inked(x, y)) {
                        rectangle(at + x * scale, top + y * scale, scale, scale, colour, 1);
                    }
                }
            }
            at += font.advance(c) * scale;
        }
    }
}
