package dev.imagegen.local.cloudinary;

import dev.imagegen.webhook.NotificationSigner;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** Something to tell. Its bytes are made once and are the same at every try. */
record Notification(URI url, byte[] body, NotificationSigner signer) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** @param second Unix time */
    HttpRequest request(long second) {
        String timestamp = String.valueOf(second);
        return HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Cld-Timestamp", timestamp)
                .header("X-Cld-Signature", signer.sign(body, timestamp))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }
}
