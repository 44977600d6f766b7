package dev.imagegen.net;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The header with which the other side asks to be left alone for a while. */
public final class RetryAfter {

    private RetryAfter() {}

    /**
     * For how long, zero or more.
     *
     * @param value seconds, or a date
     * @param received when it came in
     * @return empty if it is neither
     */
    public static Optional<Duration> read(String value, Instant received) {
        String text = value.strip();
        if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            return Optional.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * 1000)));
        }
        try {
            Instant at = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            return Optional.of(Duration.between(received, at)).map(d -> d.isNegative() ? Duration.ZERO : d);
        } catch (DateTimeParseException neither) {
            return Optional.empty();
        }
    }
}
