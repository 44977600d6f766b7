package dev.imagegen.contract;

/** Foreign text on its way into a message. */
public final class Text {

    private static final int MAX = 80;

    private Text() {}

    /** At most 80 characters, without what does not print or breaks the line, so that a message stays one. */
    public static String shortened(String text) {
        String line = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", " ");
        if (line.codePointCount(0, line.length()) <= MAX) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, MAX - 1)) + "…";
    }
}
