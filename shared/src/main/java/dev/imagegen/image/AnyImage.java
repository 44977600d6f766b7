package dev.imagegen.image;

import dev.imagegen.contract.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Images of whatever format, from a provider that was paid for one: GIF, BMP and TIFF become PNG; what the platform cannot decode
 * (AVIF, HEIC, JPEG XL, JPEG 2000, SVG) stays as it is.
 */
public final class AnyImage {

    private static final long MAX_PIXELS = 40_000_000;

    private AnyImage() {}

    /** The image as PNG, JPEG or WebP, or as it came if it cannot be made one of them; empty if the bytes are no image. */
    public static Optional<byte[]> read(byte[] bytes) {
        if (ImageHeader.read(bytes).isPresent()) {
            return Optional.of(bytes);
        }
        HeaderBytes in = new HeaderBytes(bytes);
        return decodable(in).map(format -> png(bytes, format)).or(() -> Optional.of(bytes).filter(_ -> foreign(in)));
    }

    /** True if the bytes are those of an image. */
    public static boolean isImage(byte[] bytes) {
        HeaderBytes in = new HeaderBytes(bytes);
        return ImageHeader.read(bytes).isPresent() || decodable(in).isPresent() || foreign(in);
    }

    /** True if bytes that begin so may be those of an image. @param start at least 32 of them, unless there are fewer */
    public static boolean mayBegin(byte[] start) {
        HeaderBytes in = new HeaderBytes(start);
        return in.has(0, "\u0089PNG\r\n\u001a\n") || in.has(0, "\u00ff\u00d8\u00ff") || in.has(0, "RIFF") && in.has(8, "WEBP")
                || decodable(in).isPresent() || foreign(in);
    }

    /** The platform's name of the format. */
    private static Optional<String> decodable(HeaderBytes in) {
        if (in.has(0, "GIF87a") || in.has(0, "GIF89a")) {
            return Optional.of("gif");
        }
        // Behind its two letters a bitmap has zeros where nothing is kept, and a small header.
        if (in.has(0, "BM") && in.has(6, "\0\0\0\0") && in.littleEndian(14, 4) >= 12 && in.littleEndian(14, 4) <= 124) {
            return Optional.of("bmp");
        }
        return in.has(0, "II*\0") || in.has(0, "MM\0*") ? Optional.of("tiff") : Optional.empty();
    }

    private static boolean foreign(HeaderBytes in) {
        boolean brand = in.has(4, "ftyp") && (in.has(8, "avi") || in.has(8, "hei") || in.has(8, "hev") || in.has(8, "mif1")
                || in.has(8, "msf1"));
        return brand || in.has(0, "\0\0\0\fJXL \r\n") || in.has(0, "\0\0\0\fjP  \r\n") || in.has(0, "<svg") || in.has(0, "<?xml") && svg(in);
    }

    private static boolean svg(HeaderBytes in) {
        for (int i = 0; i < 1024 && in.at(i) >= 0; i++) {
            if (in.has(i, "<svg")) {
                return true;
            }
        }
        return false;
    }

    private static byte[] png(byte[] bytes, String format) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
                return bytes;
            }
            BufferedImage decoded = Grey.asColours(reader.read(0));
            return Encoder.of(ImageFormat.PNG).encode(Conversion.bitmap(decoded));
        } catch (IOException | RuntimeException asItCame) {
            return bytes;
        } finally {
            reader.dispose();
        }
    }
}
