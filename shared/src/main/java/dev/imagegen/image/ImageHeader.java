package dev.imagegen.image;

import dev.imagegen.contract.ImageFormat;
import java.util.Optional;

/**
 * What the first bytes of an image say about it. Nothing is decoded, so the answer is a claim, not a proof that the rest
 * is sound; and no AWT is loaded for it.
 *
 * @param width pixels, 1 or more, before any turn by EXIF
 * @param height pixels, 1 or more, before any turn by EXIF
 */
public record ImageHeader(ImageFormat format, int width, int height) {

    /** Width times height. */
    public long pixels() {
        return (long) width * height;
    }

    /**
     * Reads the header of a PNG, JPEG or WebP. Never throws, whatever the bytes are, and looks at each at most once.
     *
     * @return empty if the bytes are of none of the three, or end before the size
     */
    public static Optional<ImageHeader> read(byte[] bytes) {
        HeaderBytes in = new HeaderBytes(bytes);
        if (in.has(0, "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR")) {
            return of(ImageFormat.PNG, in.bigEndian(16, 4), in.bigEndian(20, 4));
        }
        if (in.has(0, "\u00ff\u00d8\u00ff")) {
            return jpeg(in);
        }
        if (in.has(0, "RIFF") && in.has(8, "WEBP")) {
            return webp(in);
        }
        return Optional.empty();
    }

    private static Optional<ImageHeader> jpeg(HeaderBytes in) {
        int at = 2;
        while (in.at(at) == 0xFF) {
            int marker = in.at(at + 1);
            if (marker == 0xFF) {
                at++;
            } else if (standsAlone(marker)) {
                at += 2;
            } else if (startsFrame(marker)) {
                return of(ImageFormat.JPEG, in.bigEndian(at + 7, 2), in.bigEndian(at + 5, 2));
            } else {
                long length = in.bigEndian(at + 2, 2);
                if (length < 2 || startsScan(marker)) {
                    return Optional.empty();
                }
                at += 2 + (int) length;
            }
        }
        return Optional.empty();
    }

    private static boolean standsAlone(int marker) {
        return marker == 0x01 || marker >= 0xD0 && marker <= 0xD7;
    }

    private static boolean startsScan(int marker) {
        return marker == 0xDA || marker == 0xD9;
    }

    /** SOF0 to SOF15; the three others of that range define Huffman tables, arithmetic coding and an extension. */
    private static boolean startsFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static Optional<ImageHeader> webp(HeaderBytes in) {
        if (in.has(12, "VP8X")) {
            return of(ImageFormat.WEBP, in.littleEndian(24, 3) + 1, in.littleEndian(27, 3) + 1);
        }
        if (in.has(12, "VP8L") && in.at(20) == 0x2F) {
            return sides(in.littleEndian(21, 4), 14, 1);
        }
        if (in.has(12, "VP8 ") && in.has(23, "\u009d\u0001\u002a")) {
            return sides(in.littleEndian(26, 4), 16, 0);
        }
        return Optional.empty();
    }

    /** Two numbers of 14 bits, the height {@code shift} bits above the width. */
    private static Optional<ImageHeader> sides(long bits, int shift, int more) {
        return bits < 0
                ? Optional.empty()
                : of(ImageFormat.WEBP, (bits & 0x3FFF) + more, (bits >> shift & 0x3FFF) + more);
    }

    private static Optional<ImageHeader> of(ImageFormat format, long width, long height) {
        boolean sound = width > 0 && height > 0 && width <= Integer.MAX_VALUE && height <= Integer.MAX_VALUE;
        return sound ? Optional.of(new ImageHeader(format, (int) width, (int) height)) : Optional.empty();
    }
}
