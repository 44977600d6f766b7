package dev.imagegen.engine.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Our own letters: printable ASCII and the signs {@code … × ·}, drawn in {@code pixel-font.txt}. A font of the system would
 * look different on every machine, and Lambda has none.
 */
public final class PixelFont {

    /** Rows of a glyph: seven above the baseline, two below. */
    public static final int HEIGHT = 9;

    private static final int CELL = 5;
    private static final int GAP = 1;
    private static final int BLOCK = 1 + HEIGHT;

    private final Map<Character, Glyph> glyphs;

    private PixelFont(Map<Character, Glyph> glyphs) {
        this.glyphs = Map.copyOf(glyphs);
    }

    public static PixelFont load() {
        try (InputStream in = PixelFont.class.getResourceAsStream("pixel-font.txt")) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PixelFont parse(List<String> lines) {
        Map<Character, Glyph> glyphs = new HashMap<>();
        for (int block = 0; block < lines.size(); block += BLOCK) {
            String characters = lines.get(block);
            for (int i = 0; i < characters.length(); i++) {
                String[] cells = new String[HEIGHT];
                for (int y = 0; y < HEIGHT; y++) {
                    int start = i * (CELL + 1);
                    cells[y] = lines.get(block + 1 + y).substring(start, start + CELL);
                }
                glyphs.put(characters.charAt(i), Glyph.of(cells));
            }
        }
        return new PixelFont(glyphs);
    }

    /** @throws IllegalArgumentException if the font has no such letter */
    public Glyph glyph(char c) {
        Glyph glyph = glyphs.get(c);
        if (glyph == null) {
            throw new IllegalArgumentException("no glyph for U+%04X".formatted((int) c));
        }
        return glyph;
    }

    /** Columns from this letter to the next. */
    public int advance(char c) {
        return glyph(c).width() + GAP;
    }

    /** Columns of a line, without the gap behind it. */
    public int width(String line) {
        return Math.max(0, line.chars().map(c -> advance((char) c)).sum() - GAP);
    }
}
