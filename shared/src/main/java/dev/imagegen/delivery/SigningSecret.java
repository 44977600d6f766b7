package dev.imagegen.delivery;

import java.time.Instant;

/**
 * With what the notifications of a cloud are signed.
 *
 * @param id to name it by, without telling it
 * @param secret {@code whsec_} and base64 of 24 bytes or more, as Standard Webhooks has it; the whole text is the secret of
 *     Cloudinary's kind of signature
 */
public record SigningSecret(String id, String secret, Instant createdAt) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "SigningSecret[" + id + "]";
    }
}
