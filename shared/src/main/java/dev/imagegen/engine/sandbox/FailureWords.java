package dev.imagegen.engine.sandbox;

import dev.imagegen.engine.Drawing;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the words of a prompt ask the sandbox to do wrong. A word that is none of ours is a part of the prompt like any other.
 *
 * @param slow how long to wait before anything else, at most {@link #SLOWEST}; the first {@code sandbox:slow=N} counts
 * @param mishap the failure to give then; of several words the one that comes first in {@link Mishap}
 * @param wrongSize whether to draw another size than was asked for
 */
record FailureWords(Duration slow, Optional<Mishap> mishap, boolean wrongSize) {

    static final Duration SLOWEST = Duration.ofSeconds(120);
    static final FailureWords NONE = new FailureWords(Duration.ZERO, Optional.empty(), false);

    private static final int SMALLEST_SIDE = 64;
    private static final Pattern SLOW = Pattern.compile("\\bsandbox:slow=(\\d{1,9}(?:\\.\\d{1,9})?)");

    static FailureWords of(String prompt) {
        return new FailureWords(
                slow(prompt),
                Arrays.stream(Mishap.values()).filter(m -> says(prompt, m.word())).findFirst(),
                says(prompt, "wrong-size"));
    }

    private static Duration slow(String prompt) {
        Matcher slow = SLOW.matcher(prompt);
        if (!slow.find()) {
            return Duration.ZERO;
        }
        double seconds = Math.min(Double.parseDouble(slow.group(1)), SLOWEST.toSeconds());
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static boolean says(String prompt, String word) {
        return Pattern.compile("\\bsandbox:" + word + "(?![\\w-])").matcher(prompt).find();
    }

    /** Half of each side; twice a side that is too short for that. */
    Drawing resize(Drawing drawing) {
        return wrongSize ? drawing.sized(wrong(drawing.width()), wrong(drawing.height())) : drawing;
    }

    private static int wrong(int side) {
        return side / 2 >= SMALLEST_SIDE ? side / 2 : side * 2;
    }
}
