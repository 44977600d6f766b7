package dev.imagegen.webhook;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Says whether a notification comes from Cloudinary.
 *
 * <p>Stricter than the verifiers of Cloudinary's SDKs, which compare in variable time and take timestamps of the
 * future. A signature holds for {@link #PAST} after its timestamp; within that time a replay is caught by
 * {@link EventReader#id}.
 */
public final class NotificationVerifier {

    /** How old a timestamp may be: the default of Cloudinary's SDKs. */
    public static final Duration PAST = Duration.ofHours(2);

    /** How far a timestamp may be ahead of our clock. */
    public static final Duration FUTURE = Duration.ofMinutes(5);

    private static final int LONGEST_TIMESTAMP = 12;

    private final List<WebhookSecret> secrets;
    private final Clock clock;

    /**
     * @param secrets those that are valid now, as {@link WebhookSecret} reads them: two of them while one is being rotated;
     *     none refuses everything
     * @throws IllegalArgumentException if one is blank: anybody could sign with it
     */
    public NotificationVerifier(List<String> secrets, Clock clock) {
        this.secrets = secrets.stream().map(WebhookSecret::read).toList();
        this.clock = clock;
    }

    /**
     * True if one of the secrets signed this body at this time.
     *
     * @param body exactly the bytes that were received, decoded if the platform handed them over in base64
     * @param timestamp the header {@code X-Cld-Timestamp}, Unix time in seconds; null if it is missing
     * @param signature the header {@code X-Cld-Signature}, 40 hex digits for SHA-1 or 64 for SHA-256; null if missing
     */
    public boolean verify(byte[] body, String timestamp, String signature) {
        if (timestamp == null || signature == null || !inWindow(timestamp)) {
            return false;
        }
        Optional<SignatureAlgorithm> algorithm = SignatureAlgorithm.ofHexLength(signature.length());
        if (algorithm.isEmpty() || !signature.chars().allMatch(HexFormat::isHexDigit)) {
            return false;
        }
        byte[] given = HexFormat.of().parseHex(signature);
        boolean matches = false;
        // All of them are tried whatever the first one gives, so that the time says nothing about which one matched.
        for (WebhookSecret secret : candidates(body)) {
            matches |= MessageDigest.isEqual(algorithm.get().sign(body, timestamp, secret.secret()), given);
        }
        return matches;
    }

    /** Those of the key that the body names, if there are any. The body is not trusted yet, and chooses among ours only. */
    private List<WebhookSecret> candidates(byte[] body) {
        if (secrets.stream().allMatch(secret -> secret.key().isEmpty())) {
            return secrets;
        }
        Optional<String> named = NamedKey.in(body);
        List<WebhookSecret> ofKey = secrets.stream().filter(s -> named.isPresent() && s.key().equals(named)).toList();
        return ofKey.isEmpty() ? secrets : ofKey;
    }

    private boolean inWindow(String timestamp) {
        boolean digits = timestamp.chars().allMatch(c -> c >= '0' && c <= '9');
        if (timestamp.isEmpty() || timestamp.length() > LONGEST_TIMESTAMP || !digits) {
            return false;
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
        Instant now = clock.instant();
        return !signed.isBefore(now.minus(PAST)) && !signed.isAfter(now.plus(FUTURE));
    }
}
