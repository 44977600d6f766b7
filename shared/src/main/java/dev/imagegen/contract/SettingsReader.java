package dev.imagegen.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Reads the body that changes the webhook settings of a cloud. */
public final class SettingsReader {

    private static final String URL = "notification_url";

    private SettingsReader() {}

    /**
     * The URL that is to be told of tasks that name none themselves; empty if none is to be.
     *
     * @throws ImagegenException a 400 that says what to write instead
     */
    public static Optional<URI> notificationUrl(byte[] utf8) {
        if (!(Json.parseForeign(utf8) instanceof ObjectNode node)) {
            throw new ImagegenException(ErrorCode.INVALID_JSON,
                    "The body must be a JSON object, for example {\"notification_url\": \"https://example.com/hook\"}.");
        }
        Fields body = Fields.ofBody(node);
        body.onlyThese(Set.of(URL));
        if (!body.has(URL)) {
            // Nothing is left out by accident: null must be written to have no URL.
            throw body.missing(URL);
        }
        return body.get(URL).isNull()
                ? Optional.empty()
                : Optional.of(HttpsAddress.receiver(URL, body.text(URL, 1, HttpsAddress.MAX_LENGTH)));
    }
}
