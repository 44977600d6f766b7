package dev.imagegen.image;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.luciad.imageio.webp.WebPReadParam;
import dev.imagegen.contract.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes PNG, JPEG and WebP from foreign hands. The size is checked before a pixel is: a small file that unfolds into a
 * huge image is refused.
 *
 * @param maxPixels width times height of the largest image that is decoded
 */
public record Decoder(long maxPixels) {

    /**
     * Decodes an image, reduced by a whole factor where it is larger than needed.
     *
     * @param enoughWidth pixels; the result has at least so many unless the image has fewer
     * @param enoughHeight as {@code enoughWidth}
     * @throws UnusableImageException if the bytes are none of the three formats, are broken or too large
     */
    public BufferedImage decode(byte[] bytes, int enoughWidth, int enoughHeight) {
        ImageHeader header = ImageHeader.read(bytes)
                .orElseThrow(() -> new UnusableImageException("is not a PNG, JPEG or WebP image"));
        if (header.pixels() > maxPixels) {
            throw new UnusableImageException("has %d x %d pixels, more than the %d million that are decoded"
                    .formatted(header.width(), header.height(), maxPixels / 1_000_000));
        }
        int factor = Math.max(1, Math.min(header.width() / enoughWidth, header.height() / enoughHeight));
        try {
            return read(bytes, header, factor);
        } catch (IOException | RuntimeException broken) {
            // A full heap says nothing about the image, but ImageIO's PNG reader wraps even that.
            if (broken.getCause() instanceof OutOfMemoryError full) {
                throw full;
            }
            // Readers answer hostile bytes with whatever their arithmetic ran into.
            throw new UnusableImageException(
                    "is a broken or unsupported " + header.format().wireName() + " image", broken);
        }
    }

    private static BufferedImage read(byte[] bytes, ImageHeader header, int factor) throws IOException {
        ImageReader reader = reader(header.format());
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            if (reader.getWidth(0) != header.width() || reader.getHeight(0) != header.height()) {
                throw new IOException("the header says another size than the reader");
            }
            return Grey.asColours(reader.read(0, param(reader, header, factor)));
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(ImageFormat format) {
        return format == ImageFormat.WEBP
                ? new WebPImageReaderSpi().createReaderInstance(null)
                : ImageIO.getImageReadersByFormatName(format.wireName()).next();
    }

    private static ImageReadParam param(ImageReader reader, ImageHeader header, int factor) {
        ImageReadParam param = reader.getDefaultReadParam();
        if (param instanceof WebPReadParam webp) {
            webp.setUseScaling(factor > 1);
            webp.setScaledWidth(header.width() / factor);
            webp.setScaledHeight(header.height() / factor);
        } else {
            param.setSourceSubsampling(factor, factor, 0, 0);
        }
        return param;
    }
}
