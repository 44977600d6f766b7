package dev.imagegen.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of Standard Webhooks, version 1: HMAC-SHA-256 over id, timestamp and body with dots between them. */
final class StandardSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String SECRET_PREFIX = "whsec_";
    private static final String VERSION_PREFIX = "v1,";

    private final List<SecretKeySpec> keys;

    /**
     * @param secrets base64, with {@code whsec_} in front of it or without
     * @throws IllegalArgumentException if one is no base64, or of nothing; it does not repeat the secret
     */
    StandardSignature(List<String> secrets) {
        this.keys = secrets.stream().map(StandardSignature::key).toList();
    }

    /** One per secret, in their order, each with its version in front. */
    List<String> of(String id, String timestamp, byte[] body) {
        return keys.stream().map(key -> VERSION_PREFIX + Base64.getEncoder().encodeToString(mac(key, id, timestamp, body))).toList();
    }

    private static byte[] mac(SecretKeySpec key, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static SecretKeySpec key(String secret) {
        String base64 = secret.startsWith(SECRET_PREFIX) ? secret.substring(SECRET_PREFIX.length()) : secret;
        byte[] bytes = decoded(base64);
        if (bytes.length == 0) {
            throw new IllegalArgumentException("A webhook secret is empty: anybody could sign with it.");
        }
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Without its cause, whose words quote a character of the secret.
            throw new IllegalArgumentException("A webhook secret is no base64.");
        }
    }
}
