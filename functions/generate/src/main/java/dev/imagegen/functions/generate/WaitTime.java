package dev.imagegen.functions.generate;

import dev.imagegen.contract.ImagegenException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a synchronous call may be held: the time that the deployment allows behind what handed it over, or less by the header
 * {@code Prefer: wait=N}.
 */
final class WaitTime {

    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?([^\",;\\s]*)\"?", Pattern.CASE_INSENSITIVE);

    private final Map<Front, Duration> longest;

    /** @param longest within the limit of each */
    WaitTime(Map<Front, Duration> longest) {
        this.longest = Map.copyOf(longest);
    }

    /** How long a call is held. @param preferred whether its client said how long */
    record Wait(Duration atMost, boolean preferred) {

        /** The answer with what was made of the client's preference, if there was one. */
        Answer noted(Answer answer) {
            return preferred ? answer.with("Preference-Applied", "wait=" + atMost.toSeconds()) : answer;
        }
    }

    /** @throws ImagegenException a 400 if the wait is no whole number of seconds */
    Wait of(Call call) {
        Duration most = longest.get(call.gateway().front());
        Matcher wait = WAIT.matcher(call.header("prefer").orElse(""));
        if (!wait.find()) {
            return new Wait(most, false);
        }
        if (!wait.group(1).matches("\\d{1,9}")) {
            throw ImagegenException.invalid("Prefer",
                    "The header Prefer must be wait=N with whole seconds, 0 to %d.".formatted(most.toSeconds()));
        }
        Duration wish = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        return new Wait(wish.compareTo(most) < 0 ? wish : most, true);
    }
}
