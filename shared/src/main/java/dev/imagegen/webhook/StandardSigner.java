package dev.imagegen.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Signs notifications as Standard Webhooks has it. */
public final class StandardSigner {

    private final StandardSignature signature;

    /**
     * @param secrets {@code whsec_} and base64, all of which sign: two of them while one is being rotated
     * @throws IllegalArgumentException if one is no such secret
     */
    public StandardSigner(List<String> secrets) {
        this.signature = new StandardSignature(secrets);
    }

    /**
     * The headers {@code webhook-id}, {@code webhook-timestamp} and {@code webhook-signature}.
     *
     * @param id the same for every try, so that a receiver can tell a repetition
     * @param at when it is sent, kept to the second
     * @param body exactly the bytes that are sent
     */
    public Map<String, String> headers(String id, Instant at, byte[] body) {
        String timestamp = String.valueOf(at.getEpochSecond());
        return Map.of(
                "webhook-id", id,
                "webhook-timestamp", timestamp,
                "webhook-signature", String.join(" ", signature.of(id, timestamp, body)));
    }
}
