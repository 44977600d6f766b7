package dev.imagegen.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Fields;
import dev.imagegen.contract.HttpsAddress;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * A change of the webhook settings of a cloud. What the body leaves out stays as it is.
 *
 * @param namesUrl true if it says where asynchronous tasks are told that name no URL themselves
 * @param url that one; empty if nobody is to be told
 * @param algorithm the hash of the signatures of Cloudinary's kind; empty to leave it
 */
public record SettingsRequest(boolean namesUrl, Optional<URI> url, Optional<SignatureAlgorithm> algorithm) {

    private static final String URL = "notification_url";
    private static final String ALGORITHM = "signature_algorithm";

    /** @throws ImagegenException a 400 that says what to write instead */
    public static SettingsRequest read(byte[] utf8) {
        if (!(Json.parseForeign(utf8) instanceof ObjectNode node)) {
            throw new ImagegenException(ErrorCode.INVALID_JSON,
                    "The body must be a JSON object, for example {\"notification_url\": \"https://example.com/hook\"}.");
        }
        Fields body = Fields.ofBody(node);
        body.onlyThese(Set.of(URL, ALGORITHM));
        Optional<SignatureAlgorithm> algorithm = body.optionalChoice(ALGORITHM, SignatureAlgorithm.class);
        if (!body.says(URL) && algorithm.isEmpty()) {
            // A URL is not taken away by accident: null must be written to have none.
            throw body.missing(URL);
        }
        return new SettingsRequest(body.says(URL), url(body), algorithm);
    }

    private static Optional<URI> url(Fields body) {
        return body.optionalText(URL, 1, HttpsAddress.MAX_LENGTH).map(text -> HttpsAddress.receiver(URL, text));
    }

    /** The settings after it. */
    public WebhookSettings on(WebhookSettings before) {
        WebhookSettings addressed = namesUrl ? before.withNotificationUrl(url) : before;
        return algorithm.map(addressed::withAlgorithm).orElse(addressed);
    }
}
