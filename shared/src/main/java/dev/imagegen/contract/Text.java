package dev.imagegen.contract;

import java.util.regex.Pattern;

/** Foreign text: what it shows, and its way into a message. */
public final class Text {

    private static final int MAX = 80;

    /** White space of any kind, and what takes no ink: controls, formats, fillers, variation selectors, the empty braille cell. */
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\p{IsWhite_Space}\\p{Z}\\p{Cc}\\p{Cf}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{2065}\\x{2800}"
                    + "\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{FFF0}-\\x{FFF8}\\x{E0000}-\\x{E0FFF}]*");

    private Text() {}

    /** Whether a text shows nothing to a person who reads it. */
    public static boolean invisible(String text) {
        return INVISIBLE.matcher(text).matches();
    }

    /** At most 80 characters, without what does not print or breaks the line, so that a message stays one. */
    public static String shortened(String text) {
        String line = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", " ");
        if (line.codePointCount(0, line.length()) <= MAX) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, MAX - 1)) + "…";
    }
}
