package dev.imagegen.local.cloudinary.rendering;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A picture as a file. @param format png, jpg or webp */
public record Output(String format, byte[] bytes) {

    private static final int USUAL_QUALITY = 90;

    /**
     * @param format png, jpg, webp, or auto: then webp if that is accepted, else png for what is transparent and jpg for the rest
     * @param accept the header of the call
     */
    public static Output of(BufferedImage image, Recipe recipe, String format, String accept) {
        String chosen = switch (format) {
            case "auto" -> accept.contains("image/webp") ? "webp" : transparent(image) ? "png" : "jpg";
            default -> format;
        };
        float quality = recipe.quality().orElse(USUAL_QUALITY) / 100f;
        return new Output(chosen, switch (chosen) {
            case "webp" -> webp(image, quality);
            case "jpg" -> written(ImageIO.getImageWritersByFormatName("jpeg").next(), flat(image), quality);
            default -> written(ImageIO.getImageWritersByFormatName("png").next(),
                    transparent(image) ? copy(image, BufferedImage.TYPE_INT_ARGB) : flat(image), 0.9f);
        });
    }

    private static byte[] webp(BufferedImage image, float quality) {
        ImageWriter writer = new WebPImageWriterSpi().createWriterInstance(null);
        WebPWriteParam param = (WebPWriteParam) writer.getDefaultWriteParam();
        param.setCompressionType(CompressionType.Lossy);
        param.setCompressionQuality(quality);
        param.setMethod(1);
        return written(writer, param, transparent(image) ? copy(image, BufferedImage.TYPE_INT_ARGB) : flat(image));
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
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (Pixels.alpha(image.getRGB(x, y)) < 0xFF) {
                    return true;
                }
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
