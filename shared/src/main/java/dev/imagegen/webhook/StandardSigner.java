package dev.imagegen.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Standard Webhooks does: HMAC-SHA256 over id, timestamp and body with full stops between them. */
public final class StandardSigner {

    /** The version of the signature, and what parts it from the signature. */
    static final String VERSION = "v1,";

    private static final String PREFIX = "whsec_";
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * @param secret {@code whsec_} and base64; the first part may be left out
     * @throws IllegalArgumentException if it is no base64 or empty; the message does not tell it
     */
    public StandardSigner(String secret) {
        this.key = new SecretKeySpec(decoded(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret), HMAC);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Without the cause: its words show a part of the secret.
            throw new IllegalArgumentException("A signing secret must be whsec_ and base64");
        }
    }

    /**
     * One of the values in {@code webhook-signature}, for example {@code v1,K5oZ…=}.
     *
     * @param body exactly the bytes that are sent
     * @param id {@code webhook-id}
     * @param timestamp {@code webhook-timestamp}, Unix time in seconds
     */
    public String sign(byte[] body, String id, String timestamp) {
        return VERSION + Base64.getEncoder().encodeToString(digest(body, id, timestamp));
    }

    byte[] digest(byte[] body, String id, String timestamp) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
