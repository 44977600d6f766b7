package dev.imagegen.local.cloudinary;

import dev.imagegen.contract.ImageFormat;
import java.util.Optional;

/** Measures an image by its bytes. */
interface ImageProbe {

    /** What the bytes are; width and height in pixels. */
    record Measured(ImageFormat format, int width, int height) {}

    /** Empty if the bytes are no png, jpeg or webp. */
    Optional<Measured> measure(byte[] bytes);
}
