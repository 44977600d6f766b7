package dev.imagegen.image;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * WebP by libwebp. The writer comes from its provider's class, not from ImageIO's registry: that finds plug-ins through
 * whatever class loader the first caller's thread had.
 */
final class WebpEncoder implements Encoder {

    private static final float QUALITY = 0.85f;
    /** 0 is fastest, 6 smallest. */
    private static final int METHOD = 1;

    @Override
    public byte[] encode(Bitmap bitmap) {
        ImageWriter writer = new WebPImageWriterSpi().createWriterInstance(null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            WebPWriteParam param = (WebPWriteParam) writer.getDefaultWriteParam();
            param.setCompressionType(CompressionType.Lossy);
            param.setCompressionQuality(QUALITY);
            param.setMethod(METHOD);
            writer.setOutput(out);
            writer.write(null, new IIOImage(BitmapView.of(bitmap), null, null), param);
        } catch (IOException memoryHasNone) {
            throw new UncheckedIOException(memoryHasNone);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
