package dev.imagegen.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Says whether a notification was signed as Standard Webhooks has it, with one of the secrets, just now. */
public final class StandardVerifier {

    /** How far a timestamp may be from the clock, before it or after: what the standard's own libraries take. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final int LONGEST_TIMESTAMP = 12;

    private final StandardSignature signature;
    private final Clock clock;

    /**
     * @param secrets base64, with {@code whsec_} in front of it or without; none refuses everything
     * @throws IllegalArgumentException if one is no such secret
     */
    public StandardVerifier(List<String> secrets, Clock clock) {
        this.signature = new StandardSignature(secrets);
        this.clock = clock;
    }

    /**
     * True if one of the signatures is of one of the secrets. Signatures of versions that it does not know pass by.
     *
     * @param id the header {@code webhook-id}; null if it is missing, as for the others
     * @param timestamp the header {@code webhook-timestamp}, Unix time in seconds
     * @param signatures the header {@code webhook-signature}: one or more with blanks between them
     * @param body exactly the bytes that were received
     */
    public boolean verify(String id, String timestamp, String signatures, byte[] body) {
        if (id == null || id.isEmpty() || timestamp == null || signatures == null || !inWindow(timestamp)) {
            return false;
        }
        boolean matches = false;
        List<String> right = signature.of(id, timestamp, body);
        for (String given : signatures.split(" ")) {
            // All are compared whatever the first one gives, so that the time says nothing about which one matched.
            for (String one : right) {
                matches |= MessageDigest.isEqual(bytes(one), bytes(given));
            }
        }
        return matches;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private boolean inWindow(String timestamp) {
        boolean digits = timestamp.chars().allMatch(c -> c >= '0' && c <= '9');
        if (timestamp.isEmpty() || timestamp.length() > LONGEST_TIMESTAMP || !digits) {
            return false;
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(signed, clock.instant()).abs().compareTo(TOLERANCE) <= 0;
    }
}
