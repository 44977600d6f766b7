package dev.imagegen.delivery;

import java.time.Instant;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * With what the notifications of a cloud are signed.
 *
 * @param id to name it by, without telling it
 * @param secret {@code whsec_} and base64 of 24 bytes or more, as Standard Webhooks has it; the whole text is the secret of
 *     Cloudinary's kind of signature
 */
public record SigningSecret(String id, String secret, Instant createdAt) {

    private static final int BYTES = 32;

    /** A new one. @param random a secure one */
    public static SigningSecret make(String id, Instant now, RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SigningSecret(id, "whsec_" + Base64.getEncoder().encodeToString(bytes), now);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SigningSecret[" + id + "]";
    }
}
