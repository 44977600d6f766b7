package dev.imagegen.local.cloudinary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.imagegen.contract.ImageFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Reads the size of an image from its header. */
final class HeaderProbe implements ImageProbe {

    private static final int SHORTEST = 30;

    @Override
    public Optional<Measured> measure(byte[] bytes) {
        if (bytes.length < SHORTEST) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getLong(0) == 0x89504e470d0a1a0aL) {
            return measured(ImageFormat.PNG, in.getInt(16), in.getInt(20));
        }
        if ((in.getShort(0) & 0xffff) == 0xffd8) {
            return jpeg(in);
        }
        String riff = new String(bytes, 0, 16, ISO_8859_1);
        if (riff.startsWith("RIFF") && riff.startsWith("WEBPVP8", 8)) {
            return webp(in.order(ByteOrder.LITTLE_ENDIAN), riff.charAt(15));
        }
        return Optional.empty();
    }

    /** Walks the segments to the start of frame, which is any of C0 to CF but the tables C4, C8 and CC. */
    private static Optional<Measured> jpeg(ByteBuffer in) {
        int at = 2;
        while (at + 9 <= in.limit() && (in.get(at) & 0xff) == 0xff) {
            int marker = in.get(at + 1) & 0xff;
            if (marker == 0xff) {
                at++;
            } else if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
                return measured(ImageFormat.JPEG, in.getShort(at + 7) & 0xffff, in.getShort(at + 5) & 0xffff);
            } else {
                at += 2 + (in.getShort(at + 2) & 0xffff);
            }
        }
        return Optional.empty();
    }

    /** Lossy, lossless and extended files hold their size in 14 bits, in 14 bits less one, and in 24 bits less one. */
    private static Optional<Measured> webp(ByteBuffer in, char kind) {
        return switch (kind) {
            case ' ' -> measured(ImageFormat.WEBP, in.getShort(26) & 0x3fff, in.getShort(28) & 0x3fff);
            case 'L' -> measured(
                    ImageFormat.WEBP, (in.getInt(21) & 0x3fff) + 1, (in.getInt(21) >>> 14 & 0x3fff) + 1);
            case 'X' -> measured(
                    ImageFormat.WEBP, (in.getInt(24) & 0xffffff) + 1, (in.getInt(26) >>> 8) + 1);
            default -> Optional.empty();
        };
    }

    private static Optional<Measured> measured(ImageFormat format, int width, int height) {
        return width > 0 && height > 0 ? Optional.of(new Measured(format, width, height)) : Optional.empty();
    }
}
