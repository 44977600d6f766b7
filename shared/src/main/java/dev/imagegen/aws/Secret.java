package dev.imagegen.aws;

import dev.imagegen.log.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A secret that is fetched when it is first needed and again after five minutes, so that it is in no snapshot and a rotated
 * one is noticed. While the store fails the last one is used for up to an hour after it was fetched: most are good for much
 * longer, and without one nothing works. One that was rotated away in that time is refused where it is used.
 *
 * <p>Where it comes from: {@code plain:VALUE} is the value itself, for a machine of one's own; anything else is the ARN of a
 * secret in Secrets Manager.
 */
public final class Secret implements Supplier<String> {

    private static final String PLAIN = "plain:";
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration KEPT_AT_MOST = Duration.ofHours(1);
    /** Everybody waits for the store while it is asked, and it may be slow to fail. */
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(30);

    private final String source;
    private final Function<String, String> store;
    private final Clock clock;
    private final Log log;
    private Fetched fetched;

    /** @param until when it is asked for again */
    private record Fetched(String value, Instant at, Instant until) {}

    /** With the log of the function. */
    public Secret(String source, Function<String, String> store, Clock clock) {
        this(source, store, clock, new Log(System.out, clock));
    }

    /**
     * @param store gives the text of a secret for its ARN
     * @param log hears of a store that fails while there is a value to go on with
     */
    Secret(String source, Function<String, String> store, Clock clock, Log log) {
        this.source = source;
        this.store = store;
        this.clock = clock;
        this.log = log;
    }

    /** @throws RuntimeException the store's own, if it fails and there is no value that is young enough */
    @Override
    public synchronized String get() {
        Instant now = clock.instant();
        if (fetched == null || fetched.until().isBefore(now)) {
            fetched = next(now);
        }
        return fetched.value();
    }

    private Fetched next(Instant now) {
        try {
            String value = source.startsWith(PLAIN) ? source.substring(PLAIN.length()) : store.apply(source);
            return new Fetched(value.strip(), now, now.plus(KEPT));
        } catch (RuntimeException e) {
            if (fetched == null || fetched.at().plus(KEPT_AT_MOST).isBefore(now)) {
                throw e;
            }
            log.warn("secret_not_fetched", e, "source", source, "fetched_at", fetched.at());
            Instant last = fetched.at().plus(KEPT_AT_MOST);
            Instant again = now.plus(BETWEEN_ATTEMPTS);
            return new Fetched(fetched.value(), fetched.at(), again.isBefore(last) ? again : last);
        }
    }

    /** The secrets of a text that has one a line: two while one is rotated. */
    public List<String> lines() {
        return get().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    @Override
    public String toString() {
        return "Secret[…]";
    }
}
