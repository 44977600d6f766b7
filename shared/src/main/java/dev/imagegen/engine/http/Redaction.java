package dev.imagegen.engine.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Takes out of a provider's words what must not stand in a log: the secrets of the call and parts of them, the prompt and parts
 * of it, addresses' queries, and whatever looks like a key or like the bytes of an image.
 *
 * @param secrets that were sent with the call
 * @param prompt that was sent; empty if there was none
 */
record Redaction(List<String> secrets, String prompt) {

    static final Redaction NOTHING_SENT = new Redaction(List.of(), "");

    private static final String GONE = "[…]";
    /** Providers show the first or last signs of a key. */
    private static final int SECRET_PART = 6;
    /** Shorter parts of a prompt are everybody's words. */
    private static final int PROMPT_PART = 16;
    private static final int SHORTEST_QUOTED = 12;
    private static final int SHORT_QUOTED = 4;
    private static final int SHORT_PART = 8;
    /** Enough to fill any line of a log, and quick to look through. */
    private static final int LONGEST_INPUT = 4000;

    private static final Pattern DATA_URL = Pattern.compile("data:[^,\\s]{0,100},\\S*");
    private static final Pattern QUERY = Pattern.compile("(?i)(https?://[^\\s?#\"']*)[?#][^\\s\"']*");
    private static final Pattern USER_INFO = Pattern.compile("(?i)(https?://)[^\\s/@\"']+@");
    private static final Pattern KEY_LIKE = Pattern.compile(
            "(?i)\\b(?:bearer|basic) +\\S+|\\b(?:sk-|bfl_|AIza)\\S+|\\S*\\*{3,}\\S*");
    private static final Pattern LONG_WORD = Pattern.compile(
            "(?=[A-Za-z0-9+_=-]*[0-9])(?=[A-Za-z0-9+_=-]*[A-Z])(?=[A-Za-z0-9+_=-]*[a-z])[A-Za-z0-9+_=-]{20,}"
                    + "|[A-Za-z0-9+/=_-]{60,}");

    Redaction {
        secrets = secrets.stream().filter(secret -> secret.length() >= SECRET_PART).toList();
    }

    /** The text in one line of at most so many characters. */
    String clean(String text, int most) {
        String line = oneLine(text.length() > LONGEST_INPUT ? text.substring(0, LONGEST_INPUT) : text);
        for (String secret : secrets) {
            line = without(line, secret, SECRET_PART);
        }
        line = DATA_URL.matcher(line).replaceAll(GONE);
        line = KEY_LIKE.matcher(line).replaceAll(GONE);
        line = USER_INFO.matcher(line).replaceAll("$1" + GONE + "@");
        line = QUERY.matcher(line).replaceAll("$1?" + GONE);
        line = LONG_WORD.matcher(withoutPrompt(line, 1, PROMPT_PART)).replaceAll(GONE).strip();
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** The provider's own words in the text: what it quotes of the prompt does not count, unless it may be a part of any text. */
    String ownWords(String text) {
        return withoutPrompt(text, SHORTEST_QUOTED, PROMPT_PART);
    }

    /** The same for words of which no prompt may make what it likes: rather one of the provider's own is missed. */
    String surelyOwnWords(String text) {
        return withoutPrompt(text, SHORT_QUOTED, SHORT_PART);
    }

    private String withoutPrompt(String text, int shortest, int part) {
        String own = oneLine(prompt);
        if (own.length() < shortest) {
            return text;
        }
        String whole = Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(own) + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE).matcher(text).replaceAll(GONE);
        return without(whole, own, part);
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{C}\\p{Z}\\s]+", " ").strip();
    }

    /** Without every part of so many signs or more that stands in {@code other}, too. */
    private static String without(String text, String other, int least) {
        String lower = text.toLowerCase(Locale.ROOT);
        String there = other.toLowerCase(Locale.ROOT);
        if (lower.length() != text.length()) {
            // Some letters have more signs in the other case: then places in one are not places in the other.
            lower = text;
            there = other;
        }
        StringBuilder left = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = at + least;
            if (end > text.length() || !there.contains(lower.substring(at, end))) {
                left.append(text.charAt(at++));
                continue;
            }
            while (end < text.length() && there.contains(lower.substring(at, end + 1))) {
                end++;
            }
            left.append(GONE);
            at = end;
        }
        return left.toString();
    }
}
