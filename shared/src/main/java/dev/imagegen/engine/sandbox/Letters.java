package dev.imagegen.engine.sandbox;

import java.text.Normalizer;

/** Turns any text into one line of the letters that {@link PixelFont} has. */
public final class Letters {

    private Letters() {}

    /**
     * Accents fall off their letters, typographic quotes and dashes become plain ones, white space becomes single blanks.
     * What is left of other scripts shows as its code point, for example {@code [U+6C34]}.
     */
    public static String of(String text) {
        StringBuilder line = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKD).codePoints().forEach(c -> append(line, c));
        return line.toString().strip();
    }

    private static void append(StringBuilder line, int c) {
        if (Character.isWhitespace(c) || Character.isISOControl(c)) {
            if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        } else if (c > ' ' && c <= '~') {
            line.append((char) c);
        } else if (!joins(c)) {
            line.append(lookalike(c));
        }
    }

    private static boolean joins(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT;
    }

    private static String lookalike(int c) {
        return switch (c) {
            case 0x2018, 0x2019, 0x201A, 0x2032 -> "'";
            case 0x201C, 0x201D, 0x201E, 0xAB, 0xBB -> "\"";
            case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212 -> "-";
            case 0x2044 -> "/";
            case 0xB7, 0x2022 -> "·";
            case 0xD7 -> "×";
            case 0xDF -> "ss";
            case 0xC6 -> "AE";
            case 0xE6 -> "ae";
            case 0xD8 -> "O";
            case 0xF8 -> "o";
            case 0x152 -> "OE";
            case 0x153 -> "oe";
            case 0x141 -> "L";
            case 0x142 -> "l";
            case 0x131 -> "i";
            default -> "[U+%04X]".formatted(c);
        };
    }
}
