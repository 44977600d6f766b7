package dev.imagegen.local.cloudinary.rendering;

import dev.imagegen.engine.sandbox.Letters;
import dev.imagegen.engine.sandbox.PixelFont;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Texts in our own letters; what they do not have shows as its code point. */
final class PixelText {

    private PixelText() {}

    static BufferedImage draw(Writing writing) {
        PixelFont font = PixelFont.load();
        int scale = Math.max(1, writing.size() / PixelFont.HEIGHT);
        int leading = PixelFont.HEIGHT + 2;
        List<String> lines = new ArrayList<>();
        int columns = writing.wrap().map(pixels -> pixels / scale).orElse(Integer.MAX_VALUE);
        writing.text().lines().forEach(line -> lines.addAll(wrapped(font, Letters.of(line), columns)));
        int widest = Math.max(1, lines.stream().mapToInt(font::width).max().orElse(1));
        BufferedImage image = Canvas.of((long) widest * scale, (long) Math.max(1, lines.size()) * leading * scale);
        Canvas.draw(image, g -> {
            g.setColor(writing.background().orElse(new Color(0, 0, 0, 0)));
            g.fillRect(0, 0, image.getWidth(), image.getHeight());
            g.setColor(writing.colour());
            for (int i = 0; i < lines.size(); i++) {
                int x = writing.align().indent(widest - font.width(lines.get(i)));
                for (char c : lines.get(i).toCharArray()) {
                    for (int row = 0; row < PixelFont.HEIGHT; row++) {
                        for (int column = 0; column < font.glyph(c).width(); column++) {
                            if (font.glyph(c).inked(column, row)) {
                                g.fillRect((x + column) * scale, (i * leading + row) * scale, scale, scale);
                            }
                        }
                    }
                    x += font.advance(c);
                }
            }
        });
        return image;
    }

    private static List<String> wrapped(PixelFont font, String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && font.width(longer) > columns) {
                lines.add(line.toString());
                longer = word;
            }
            line.setLength(0);
            line.append(longer);
            // A script without spaces, or a word that is too long: it breaks where the line is full.
            while (line.length() > 1 && font.width(line.toString()) > columns) {
                int fits = fitting(font, line.toString(), columns);
                lines.add(line.substring(0, fits));
                line.delete(0, fits);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /** How many signs fit into a line: one at least. */
    private static int fitting(PixelFont font, String text, int columns) {
        int fits = 1;
        while (fits < text.length() && font.width(text.substring(0, fits + 1)) <= columns) {
            fits++;
        }
        return fits;
    }
}
