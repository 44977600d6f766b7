package dev.imagegen.contract;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Recognises the words of the contract in another spelling: other case, other separators, a plural, with or without
 * {@code model_}, {@code target_} or {@code image_}, one or two letters off.
 */
public final class Spelling {

    /** A word of so many letters is recognised with two letters off, a shorter one with one. */
    private static final int LONG = 6;
    /** A shorter word is near too many others. */
    private static final int SHORTEST = 4;
    /** No word of the contract is nearly as long. */
    private static final int LONGEST = 40;
    private static final List<String> PREFIXES = List.of("model", "target", "image");

    private Spelling() {}

    /** The one of {@code words} that a name is meant for; empty if it is like none of them. */
    public static Optional<String> closest(String name, Collection<String> words) {
        String letters = letters(name);
        if (letters.isEmpty() || letters.length() > LONGEST) {
            return Optional.empty();
        }
        return words.stream().filter(word -> exact(name, word)).findFirst()
                .or(() -> words.stream().filter(word -> near(name, word))
                        .min(Comparator.<String>comparingInt(word -> distance(letters, letters(word)))
                                .thenComparingInt(word -> Math.abs(letters.length() - letters(word).length()))
                                .thenComparing(Comparator.naturalOrder())));
    }

    /** Whether a name is a word, but for case, separators, a plural, and a prefix more. */
    static boolean is(String name, String word) {
        String wanted = letters(word);
        String letters = letters(name);
        return same(letters, wanted) || same(stripped(letters), wanted);
    }

    private static boolean exact(String name, String word) {
        return is(name, word) || same(letters(name), stripped(letters(word)));
    }

    private static boolean same(String one, String other) {
        return one.equals(other) || one.equals(other + "s") || other.equals(one + "s");
    }

    /** Whether a name is a word with a slip of the fingers. Nobody adds a part to a word by a slip. */
    private static boolean near(String name, String word) {
        String wanted = letters(word);
        String letters = letters(name);
        int parts = parts(word);
        return parts(name) <= parts && slipped(letters, wanted)
                || !stripped(letters).equals(letters) && parts(name) - 1 <= parts && slipped(stripped(letters), wanted);
    }

    private static boolean slipped(String letters, String wanted) {
        int off = wanted.length() >= LONG ? 2 : wanted.length() >= SHORTEST ? 1 : 0;
        return Math.abs(letters.length() - wanted.length()) <= off && distance(letters, wanted) <= off;
    }

    /** Only the letters and digits of a name, in lower case: {@code aspectRatio} and {@code aspect_ratio} become one. */
    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static String stripped(String letters) {
        return PREFIXES.stream().filter(letters::startsWith).findFirst()
                .map(prefix -> letters.substring(prefix.length())).filter(rest -> !rest.isEmpty()).orElse(letters);
    }

    private static int parts(String name) {
        return name.split("(?<=\\p{Ll})(?=\\p{Lu})|[^\\p{L}\\p{N}]+").length;
    }

    /** How many letters have to be changed, added, left out, or exchanged with their neighbour. */
    private static int distance(String one, String other) {
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
