package dev.imagegen.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A secret that is fetched when it is first needed and again after five minutes, so that it is in no snapshot and a rotated
 * one is noticed.
 *
 * <p>Where it comes from: {@code plain:VALUE} is the value itself, for a machine of one's own; anything else is the ARN of a
 * secret in Secrets Manager.
 */
public final class Secret implements Supplier<String> {

    private static final String PLAIN = "plain:";
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final String source;
    private final Function<String, String> store;
    private final Clock clock;
    private Fetched fetched;

    private record Fetched(String value, Instant at) {}

    /** @param store gives the text of a secret for its ARN */
    public Secret(String source, Function<String, String> store, Clock clock) {
        this.source = source;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public synchronized String get() {
        Instant now = clock.instant();
        if (fetched == null || fetched.at().plus(KEPT).isBefore(now)) {
            String value = source.startsWith(PLAIN) ? source.substring(PLAIN.length()) : store.apply(source);
            fetched = new Fetched(value.strip(), now);
        }
        return fetched.value();
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
