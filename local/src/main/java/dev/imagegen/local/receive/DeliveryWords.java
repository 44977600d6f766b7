package dev.imagegen.local.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.webhook.NotificationVerifier;
import dev.imagegen.webhook.StandardVerifier;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Says in words what was delivered, and whether its signatures hold. */
final class DeliveryWords {

    private final NotificationVerifier cloudinary;
    private final StandardVerifier standard;
    private final Clock clock;

    DeliveryWords(String secret, Clock clock) {
        this.cloudinary = new NotificationVerifier(List.of(secret), clock);
        this.standard = new StandardVerifier(List.of(secret), clock);
        this.clock = clock;
    }

    /** Some lines. @param header the value of a header by its name, or null */
    String of(UnaryOperator<String> header, byte[] body) {
        List<String> lines = new ArrayList<>();
        lines.add("%s  %s".formatted(clock.instant(), header.apply("webhook-id")));
        lines.addAll(told(body));
        lines.add("  X-Cld-Signature   " + holds(
                cloudinary.verify(body, header.apply("X-Cld-Timestamp"), header.apply("X-Cld-Signature"))));
        lines.add("  webhook-signature " + holds(standard.verify(
                body, header.apply("webhook-id"), header.apply("webhook-timestamp"), header.apply("webhook-signature"))));
        return String.join("\n", lines);
    }

    private static String holds(boolean holds) {
        return holds ? "holds" : "DOES NOT HOLD";
    }

    private static List<String> told(byte[] body) {
        JsonNode told;
        try {
            told = Json.parseForeign(body);
        } catch (ImagegenException notJson) {
            return List.of("  %d bytes that are no JSON".formatted(body.length));
        }
        List<String> lines = new ArrayList<>();
        lines.add("  task   %s (%s)".formatted(told.path("task_id").asText(), told.path("operation_name").asText()));
        lines.add("  status " + told.path("http_status").asText());
        if (told.path("error").isObject()) {
            lines.add("  error  %s: %s".formatted(told.at("/error/code").asText(), told.at("/error/message").asText()));
        }
        told.at("/data/assets").forEach(asset -> lines.add("  asset  %s %dx%d %s".formatted(
                asset.path("format").asText(), asset.path("width").asInt(), asset.path("height").asInt(),
                asset.at("/storage/secure_url").asText())));
        return lines;
    }
}
