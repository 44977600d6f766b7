package dev.imagegen.functions.webhook;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.flow.AssetEvents;
import dev.imagegen.webhook.EventReader;
import dev.imagegen.webhook.NotificationVerifier;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Verifies a notification over its raw bytes, and applies the event in it. */
final class Notifications {

    private final Supplier<List<String>> secrets;
    private final EventReader reader;
    private final AssetEvents events;
    private final Clock clock;

    /** @param secrets those that are good now: two while one is rotated */
    Notifications(Supplier<List<String>> secrets, EventReader reader, AssetEvents events, Clock clock) {
        this.secrets = secrets;
        this.reader = reader;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param about the task that the notification's address names
     * @throws ImagegenException 401 unless one of the secrets signed the body a short while ago; nothing is done then
     */
    void receive(byte[] body, Map<String, String> headers, Optional<String> about) {
        var verifier = new NotificationVerifier(secrets.get(), clock);
        if (!verifier.verify(body, header(headers, "X-Cld-Timestamp"), header(headers, "X-Cld-Signature"))) {
            throw new ImagegenException(ErrorCode.INVALID_SIGNATURE,
                    "The signature does not fit the body, or its timestamp is too old.");
        }
        events.apply(reader.id(body), reader.read(body, clock.instant()), about);
    }

    private static String header(Map<String, String> headers, String name) {
        if (headers == null) {
            return null;
        }
        return headers.entrySet().stream()
                .filter(e -> e.getKey().equalsIgnoreCase(name) && e.getValue() != null)
                .flatMap(e -> Arrays.stream(e.getValue().split(",", -1)).map(String::strip))
                .distinct()
                // One that came twice with one value is that value: the gateway joins them with a comma.
                .reduce((one, other) -> one + "," + other)
                .orElse(null);
    }
}
