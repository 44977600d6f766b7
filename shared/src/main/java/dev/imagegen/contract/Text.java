package dev.imagegen.contract;

/** Foreign text on its way into a message. */
public final class Text {

    private static final int MAX = 80;

    private Text() {}

    /** At most 80 characters, without control characters, so that a message stays a line. */
    public static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= MAX ? line : line.substring(0, MAX - 1) + "…";
    }
}
