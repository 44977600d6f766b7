package dev.imagegen.delivery;

import dev.imagegen.webhook.NotificationSigner;
import dev.imagegen.webhook.StandardSigner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The headers that say who sends a notification: those of Cloudinary's kind, and those of Standard Webhooks. */
final class SignedHeaders {

    private SignedHeaders() {}

    /**
     * For exactly these bytes.
     *
     * @param settings with one secret at least: the newest one alone signs the kind that takes one signature only
     * @param at when it is sent
     */
    static Map<String, String> of(WebhookSettings settings, String taskId, byte[] body, Instant at) {
        List<SigningSecret> secrets = settings.secrets();
        String timestamp = String.valueOf(at.getEpochSecond());
        // The same for every try, so that a receiver can tell that it had it already.
        String id = "msg_" + taskId;
        return Map.of(
                "X-Cld-Timestamp", timestamp,
                "X-Cld-Signature",
                new NotificationSigner(settings.algorithm(), secrets.getFirst().secret()).sign(body, timestamp),
                "webhook-id", id,
                "webhook-timestamp", timestamp,
                "webhook-signature",
                secrets.stream()
                        .map(secret -> new StandardSigner(secret.secret()).sign(body, id, timestamp))
                        .collect(Collectors.joining(" ")));
    }
}
