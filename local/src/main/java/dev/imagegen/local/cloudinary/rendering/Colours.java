package dev.imagegen.local.cloudinary.rendering;

import java.awt.Color;
import java.util.Map;

/** Reads colours: {@code rgb:} with 3, 6 or 8 hex digits, or one of the common names. */
final class Colours {

    private static final Map<String, Color> NAMES = Map.of(
            "white", Color.WHITE,
            "black", Color.BLACK,
            "red", Color.RED,
            "green", new Color(0, 128, 0),
            "blue", Color.BLUE,
            "yellow", Color.YELLOW,
            "gray", Color.GRAY,
            "orange", new Color(255, 165, 0),
            "transparent", new Color(0, 0, 0, 0));

    private static final int HEX = 16;

    private Colours() {}

    static Color read(String text) {
        if (NAMES.containsKey(text)) {
            return NAMES.get(text);
        }
        if (!text.matches("rgb:([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")) {
            throw new RenderingException("Invalid color " + text);
        }
        String digits = text.substring("rgb:".length());
        if (digits.length() == 3) {
            digits = digits.replaceAll("(.)", "$1$1");
        }
        long value = Long.parseLong(digits.length() == 8 ? digits : digits + "ff", HEX);
        return new Color(channel(value, 24), channel(value, 16), channel(value, 8), channel(value, 0));
    }

    private static int channel(long value, int shift) {
        return (int) (value >> shift) & 0xFF;
    }
}
