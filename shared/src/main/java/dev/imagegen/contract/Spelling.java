package dev.imagegen.contract;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Recognises known words in another spelling: other case, other separators, a plural, one or two letters off. */
public final class Spelling {

    /** A word of so many letters is recognised with two letters off, a shorter one with one. */
    private static final int LONG = 6;
    /** A shorter word is near too many others. */
    private static final int SHORTEST = 4;

    private Spelling() {}

    /** The one of {@code words} that is most like the name; empty if it is like none of them. */
    public static Optional<String> closest(String name, Collection<String> words) {
        return words.stream()
                .filter(word -> similar(letters(name), letters(word)))
                .min(Comparator.<String>comparingInt(word -> distance(letters(name), letters(word)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Only the letters and digits of a name, in lower case: {@code aspectRatio} and {@code aspect_ratio} become one. */
    static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** Whether letters may be meant for a word: the same, its plural, or near to it. Both as {@link #letters} has them. */
    static boolean similar(String letters, String word) {
        if (letters.equals(word) || letters.equals(word + "s") || word.equals(letters + "s")) {
            return true;
        }
        int off = word.length() >= LONG ? 2 : word.length() >= SHORTEST ? 1 : 0;
        return Math.abs(letters.length() - word.length()) <= off && distance(letters, word) <= off;
    }

    /** How many letters have to be changed, added, left out, or exchanged with their neighbour. */
    static int distance(String one, String other) {
        int[][] to = new int[one.length() + 1][other.length() + 1];
        Arrays.setAll(to[0], j -> j);
        for (int i = 1; i <= one.length(); i++) {
            to[i][0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = to[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                to[i][j] = Math.min(changed, 1 + Math.min(to[i - 1][j], to[i][j - 1]));
                if (i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1)) {
                    to[i][j] = Math.min(to[i][j], to[i - 2][j - 2] + 1);
                }
            }
        }
        return to[one.length()][other.length()];
    }
}
