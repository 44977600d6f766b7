package dev.imagegen.webhook;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Says whether a Standard Webhook was signed with one of the secrets, and lately. */
public final class StandardVerifier {

    /** How far a timestamp may be from our clock, in both directions. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final int LONGEST_TIMESTAMP = 12;

    private final List<StandardSigner> signers;
    private final Clock clock;

    /**
     * @param secrets those that are valid now; none refuses everything
     * @throws IllegalArgumentException if one is none
     */
    public StandardVerifier(List<String> secrets, Clock clock) {
        this.signers = secrets.stream().map(StandardSigner::new).toList();
        this.clock = clock;
    }

    /**
     * True if one of the signatures is that of one of the secrets. Each header may be null, if it is missing.
     *
     * @param body exactly the bytes that were received
     * @param signatures the header {@code webhook-signature}: any number of them with spaces in between; those of other
     *     versions pass unread
     */
    public boolean verify(byte[] body, String id, String timestamp, String signatures) {
        if (id == null || id.isEmpty() || timestamp == null || signatures == null || !inWindow(timestamp)) {
            return false;
        }
        List<byte[]> given = Arrays.stream(signatures.split(" "))
                .filter(signature -> signature.startsWith(StandardSigner.VERSION))
                .map(signature -> decoded(signature.substring(StandardSigner.VERSION.length())))
                .toList();
        boolean matches = false;
        // All are compared whatever the first ones give, so that the time says nothing about which one matched.
        for (StandardSigner signer : signers) {
            byte[] expected = signer.digest(body, id, timestamp);
            for (byte[] signature : given) {
                matches |= MessageDigest.isEqual(expected, signature);
            }
        }
        return matches;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException noSignature) {
            return new byte[0];
        }
    }

    private boolean inWindow(String timestamp) {
        boolean digits = timestamp.chars().allMatch(c -> c >= '0' && c <= '9');
        if (timestamp.isEmpty() || timestamp.length() > LONGEST_TIMESTAMP || !digits) {
            return false;
        }
        Duration off = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant()).abs();
        return off.truncatedTo(ChronoUnit.SECONDS).compareTo(TOLERANCE) <= 0;
    }
}
