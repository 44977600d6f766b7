package dev.imagegen.local.cloudinary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.webhook.NotificationSigner;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;

/** Tells that a generation has ended, once. Whether anybody listens changes nothing. */
final class GenerationWebhook {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Clock clock;

    GenerationWebhook(Clock clock) {
        this.clock = clock;
    }

    void send(URI url, ObjectNode notification, String secret) {
        byte[] body = Json.bytes(notification);
        String timestamp = String.valueOf(clock.instant().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Cld-Timestamp", timestamp)
                .header("X-Cld-Signature", new NotificationSigner(SignatureAlgorithm.SHA1, secret).sign(body, timestamp))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(request, BodyHandlers.discarding());
        } catch (IOException nobodyListens) {
            // A hint that is lost: who waits for it has to ask.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
