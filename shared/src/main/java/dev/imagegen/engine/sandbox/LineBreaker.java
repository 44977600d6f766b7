package dev.imagegen.engine.sandbox;

import java.util.ArrayList;
import java.util.List;

/** Sets text in lines of the pixel font. */
record LineBreaker(PixelFont font) {

    private static final String CUT = "…";

    /**
     * Breaks between words, and within one only if it is longer than a line. Where the lines do not suffice, the last one
     * ends with {@code …}.
     *
     * @param text as {@link Letters} makes it
     * @param width columns of a line
     * @param lines how many at most
     */
    List<String> lines(String text, int width, int lines) {
        List<String> set = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty() && set.size() < lines) {
            int fits = fitting(rest, width);
            if (fits == rest.length()) {
                set.add(rest);
                return set;
            }
            if (set.size() == lines - 1) {
                int cut = fitting(rest, width - font.width(CUT) - 1);
                set.add(rest.substring(0, cut).stripTrailing() + CUT);
                return set;
            }
            int blank = rest.lastIndexOf(' ', fits);
            int end = blank > 0 ? blank : Math.max(1, fits);
            set.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        return set;
    }

    private int fitting(String text, int width) {
        int used = -1;
        for (int i = 0; i < text.length(); i++) {
            used += font.advance(text.charAt(i));
            if (used > width) {
                return i;
            }
        }
        return text.length();
    }
}
