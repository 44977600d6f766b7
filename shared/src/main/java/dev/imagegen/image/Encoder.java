package dev.imagegen.image;

import dev.imagegen.contract.ImageFormat;

/** Writes pixels as a file of one format. Safe for concurrent use; equal pixels give equal bytes. */
public interface Encoder {

    /** The whole file. */
    byte[] encode(Bitmap bitmap);

    /**
     * The encoder of a format: PNG without loss at the fastest level, JPEG at quality 90, WebP with loss at quality 85.
     * Only the last loads a native library, at its first image.
     */
    static Encoder of(ImageFormat format) {
        return switch (format) {
            case PNG -> new PngEncoder();
            case JPEG -> new JpegEncoder();
            case WEBP -> new WebpEncoder();
        };
    }
}
