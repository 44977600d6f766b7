package dev.imagegen.local.cloudinary.rendering;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/** Makes pictures: of one kind, with transparency, and of a bounded size. */
final class Canvas {

    /** Width times height of the largest picture that is drawn. */
    static final long MAX_PIXELS = 25_000_000;

    private Canvas() {}

    static BufferedImage of(long width, long height) {
        if (width < 1 || height < 1 || width > MAX_PIXELS || height > MAX_PIXELS || width * height > MAX_PIXELS) {
            throw new RenderingException("A picture of %d x %d pixels is not rendered; %d million are the most"
                    .formatted(width, height, MAX_PIXELS / 1_000_000));
        }
        return new BufferedImage((int) width, (int) height, BufferedImage.TYPE_INT_ARGB_PRE);
    }

    static BufferedImage filled(int width, int height, Color colour) {
        BufferedImage image = of(width, height);
        draw(image, g -> {
            g.setColor(colour);
            g.fillRect(0, 0, width, height);
        });
        return image;
    }

    /** The part that begins there; what lies outside of the picture is transparent. */
    static BufferedImage part(BufferedImage from, int left, int top, int width, int height) {
        BufferedImage image = of(width, height);
        draw(image, g -> g.drawImage(from, -left, -top, null));
        return image;
    }

    /** Another size; a much smaller one in steps, so that every pixel counts. */
    static BufferedImage scaled(BufferedImage from, int width, int height) {
        if (from.getWidth() == width && from.getHeight() == height) {
            return from;
        }
        BufferedImage now = from;
        while (now.getWidth() >= 2 * width && now.getHeight() >= 2 * height) {
            now = stretched(now, Math.max(width, now.getWidth() / 2), Math.max(height, now.getHeight() / 2));
        }
        return stretched(now, width, height);
    }

    private static BufferedImage stretched(BufferedImage from, int width, int height) {
        BufferedImage image = of(width, height);
        draw(image, g -> {
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            g.drawImage(from, 0, 0, width, height, null);
        });
        return image;
    }

    static void draw(BufferedImage on, Consumer<Graphics2D> how) {
        Graphics2D graphics = on.createGraphics();
        try {
            how.accept(graphics);
        } finally {
            graphics.dispose();
        }
    }
}
