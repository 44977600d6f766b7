package dev.imagegen.local.smoke;

/**
 * What a check found.
 *
 * @param function which of the three
 * @param words    what is so, and if that is bad what to look at
 */
public record Finding(Verdict verdict, String function, String words) {

    /** How it ended. */
    public enum Verdict { OK, WRONG, NOT_TRIED }

    static Finding ok(String function, String words) {
        return new Finding(Verdict.OK, function, words);
    }

    static Finding wrong(String function, String words) {
        return new Finding(Verdict.WRONG, function, words);
    }

    static Finding notTried(String function, String words) {
        return new Finding(Verdict.NOT_TRIED, function, words);
    }

    /** One line. */
    @Override
    public String toString() {
        String mark = switch (verdict) {
            case OK -> "ok       ";
            case WRONG -> "WRONG    ";
            case NOT_TRIED -> "not tried";
        };
        return "%s  %-8s  %s".formatted(mark, function, words);
    }
}
