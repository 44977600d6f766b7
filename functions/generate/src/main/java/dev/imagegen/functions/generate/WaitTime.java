package dev.imagegen.functions.generate;

import dev.imagegen.contract.ImagegenException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a synchronous call may be held: the deployment's time, or less by the header {@code Prefer: wait=N}. */
final class WaitTime {

    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?([^\",;\\s]*)\"?", Pattern.CASE_INSENSITIVE);

    private final Duration longest;

    /** @param longest within the gateway's own limit */
    WaitTime(Duration longest) {
        this.longest = longest;
    }

    /** @throws ImagegenException a 400 if the wait is no whole number of seconds */
    Duration of(Optional<String> prefer) {
        Matcher wait = WAIT.matcher(prefer.orElse(""));
        if (!wait.find()) {
            return longest;
        }
        if (!wait.group(1).matches("\\d{1,9}")) {
            throw ImagegenException.invalid("Prefer",
                    "The header Prefer must be wait=N with whole seconds, 0 to %d.".formatted(longest.toSeconds()));
        }
        Duration wish = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        return wish.compareTo(longest) < 0 ? wish : longest;
    }
}
