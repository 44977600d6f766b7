package dev.imagegen.local.cloudinary.rendering;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Pictures for tests, and what becomes of them. */
public final class Drawn {

    private Drawn() {}

    /** A PNG. @param how draws on a ground of that colour */
    public static byte[] png(int width, int height, Color ground, Consumer<Graphics2D> how) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.setColor(ground);
        g.fillRect(0, 0, width, height);
        how.accept(g);
        g.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] plain(int width, int height, Color ground) {
        return png(width, height, ground, g -> { });
    }

    /** Left half red, right half blue, upper half of each darker. */
    static byte[] quarters(int width, int height) {
        return png(width, height, Color.RED, g -> {
            g.setColor(Color.BLUE);
            g.fillRect(width / 2, 0, width / 2, height);
            g.setColor(new Color(0, 0, 0, 128));
            g.fillRect(0, 0, width, height / 2);
        });
    }

    public static BufferedImage read(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BufferedImage rendered(byte[] file, String transformation) {
        return rendered(file, transformation, Map.of());
    }

    static BufferedImage rendered(byte[] file, String transformation, Map<String, byte[]> layers) {
        return Rendering.of(file, Recipe.read(List.of(transformation.split("/"))), id -> Optional.ofNullable(layers.get(id)));
    }

    static String size(BufferedImage image) {
        return image.getWidth() + "x" + image.getHeight();
    }

    /** The nearest of some plain colours. */
    static String colour(BufferedImage image, int x, int y) {
        int pixel = image.getRGB(x, y);
        if (pixel >>> 24 < 30) {
            return "none";
        }
        String channels = (pixel >> 16 & 0xFF) / 86 + "" + (pixel >> 8 & 0xFF) / 86 + (pixel & 0xFF) / 86;
        return switch (channels) {
            case "200" -> "red";
            case "100" -> "dark red";
            case "002" -> "blue";
            case "001" -> "dark blue";
            case "020" -> "green";
            case "222" -> "white";
            case "000" -> "black";
            case "220" -> "yellow";
            default -> channels;
        };
    }
}
