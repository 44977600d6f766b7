package dev.imagegen.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** JPEG by ImageIO, straight from the bitmap's bytes. */
final class JpegEncoder implements Encoder {

    private static final float QUALITY = 0.9f;

    @Override
    public byte[] encode(Bitmap bitmap) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
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
