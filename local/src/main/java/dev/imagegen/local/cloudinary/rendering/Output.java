package dev.imagegen.local.cloudinary.rendering;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A picture as a file. @param format png, jpg or webp */
public record Output(String format, byte[] bytes) {

    private static final int USUAL_QUALITY = 90;
    /** PNG loses nothing: the number stands for speed. */
    private static final float PNG_EFFORT = 0.9f;

    /**
     * @param format png, jpg, webp, or auto: webp where that is accepted, else png for what is transparent, jpg for the rest
     * @param accept the header of the call
     */
    public static Output of(BufferedImage image, Recipe recipe, String format, String accept) {
        boolean transparent = transparent(image);
        String chosen = !format.equals("auto") ? format
                : accept.contains("image/webp") ? "webp" : transparent ? "png" : "jpg";
        boolean keeps = transparent && !chosen.equals("jpg");
        BufferedImage pixels = keeps ? copy(image, BufferedImage.TYPE_INT_ARGB) : flat(image);
        float quality = recipe.quality().orElse(USUAL_QUALITY) / 100f;
        return new Output(chosen, switch (chosen) {
            case "webp" -> webp(pixels, quality);
            case "jpg" -> written(ImageIO.getImageWritersByFormatName("jpeg").next(), pixels, quality);
            default -> written(ImageIO.getImageWritersByFormatName("png").next(), pixels, PNG_EFFORT);
        });
    }

    private static byte[] webp(BufferedImage image, float quality) {
        ImageWriter writer = new WebPImageWriterSpi().createWriterInstance(null);
        WebPWriteParam param = (WebPWriteParam) writer.getDefaultWriteParam();
        param.setCompressionType(CompressionType.Lossy);
        param.setCompressionQuality(quality);
        param.setMethod(1);
        return written(writer, param, image);
    }

    private static byte[] written(ImageWriter writer, BufferedImage image, float quality) {
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality);
        return written(writer, param, image);
    }

    private static byte[] written(ImageWriter writer, ImageWriteParam param, BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException memoryHasNone) {
            throw new UncheckedIOException(memoryHasNone);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static boolean transparent(BufferedImage image) {
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            if (Arrays.stream(row).anyMatch(pixel -> Pixels.alpha(pixel) < 0xFF)) {
                return true;
            }
        }
        return false;
    }

    /** What is transparent becomes white. */
    private static BufferedImage flat(BufferedImage image) {
        BufferedImage flat = copy(image, BufferedImage.TYPE_INT_RGB);
        Canvas.draw(flat, g -> g.drawImage(image, 0, 0, Color.WHITE, null));
        return flat;
    }

    private static BufferedImage copy(BufferedImage image, int type) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), type);
        Canvas.draw(copy, g -> g.drawImage(image, 0, 0, null));
        return copy;
    }
}
