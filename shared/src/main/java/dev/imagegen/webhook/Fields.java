package dev.imagegen.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** The fields of a notification, by the types that are documented for them. */
record Fields(JsonNode event) {

    /** Of pixels, bytes, and seconds since 1970. */
    private static final long MOST = 1_000_000_000_000L;

    private static final int LONGEST_WORDS = 200;
    /** More than any public id or address of an asset has. */
    private static final int LONGEST_TEXT = 4_096;
    /** Of the store they have 32 hex digits; keys of the table are made of them. */
    private static final Pattern ID = Pattern.compile("[!-~]{1,128}");

    /** A field is missing or of another type than the documented one. */
    static final class IncompleteException extends RuntimeException {}

    String text(String field) {
        return Optional.of(event.path(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST_TEXT)
                .orElseThrow(IncompleteException::new);
    }

    /** The id of an asset. */
    String id(String field) {
        return optionalId(field).orElseThrow(IncompleteException::new);
    }

    /** Empty if there is none, or no asset can have it. */
    Optional<String> optionalId(String field) {
        return Optional.of(event.path(field).asText("")).filter(text -> ID.matcher(text).matches());
    }

    long number(String field) {
        JsonNode value = event.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0 || value.asLong() > MOST) {
            throw new IncompleteException();
        }
        return value.asLong();
    }

    int pixels(String field) {
        long value = number(field);
        if (value == 0 || value > Integer.MAX_VALUE) {
            throw new IncompleteException();
        }
        return (int) value;
    }

    URI url(String field) {
        try {
            return URI.create(text(field));
        } catch (IllegalArgumentException e) {
            throw new IncompleteException();
        }
    }

    /** What a person is to read: no longer than a line, and without control characters. */
    String words(String field) {
        String words = event.path(field).asText("").replaceAll("\\p{Cntrl}+", " ").strip();
        return words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) + "…" : words;
    }

    /** When it happened: to the microsecond where it says so. @param received is taken where it says nothing */
    Instant happened(Instant received) {
        return new Fields(event.path("notification_context")).time("triggered_at")
                .or(() -> time("timestamp"))
                .orElse(received);
    }

    Optional<Instant> time(String field) {
        try {
            return Optional.of(OffsetDateTime.parse(event.path(field).asText("")).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
