package dev.imagegen.delivery;

import dev.imagegen.webhook.SignatureAlgorithm;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the clients of a cloud are told.
 *
 * @param notificationUrl where asynchronous tasks are told that name no address themselves
 * @param secrets the newest first; two while one is being rotated; none: nobody can be told
 * @param algorithm the hash of the signatures of Cloudinary's kind
 */
public record WebhookSettings(Optional<URI> notificationUrl, List<SigningSecret> secrets, SignatureAlgorithm algorithm) {

    public static final WebhookSettings NONE = new WebhookSettings(Optional.empty(), List.of());

    private static final int MOST_SECRETS = 2;

    public WebhookSettings {
        secrets = List.copyOf(secrets);
    }

    /** With the hash that Cloudinary's SDKs take for granted. */
    public WebhookSettings(Optional<URI> notificationUrl, List<SigningSecret> secrets) {
        this(notificationUrl, secrets, SignatureAlgorithm.SHA1);
    }

    public WebhookSettings withAlgorithm(SignatureAlgorithm other) {
        return new WebhookSettings(notificationUrl, secrets, other);
    }

    public WebhookSettings withNotificationUrl(Optional<URI> url) {
        return new WebhookSettings(url, secrets, algorithm);
    }

    /** With a new secret in front. The one before it signs on beside it, those before that end. */
    public WebhookSettings withSecret(SigningSecret secret) {
        return withSecrets(Stream.concat(Stream.of(secret), secrets.stream()).limit(MOST_SECRETS).toList());
    }

    public WebhookSettings withoutSecret(String id) {
        return withSecrets(secrets.stream().filter(secret -> !secret.id().equals(id)).toList());
    }

    private WebhookSettings withSecrets(List<SigningSecret> others) {
        return new WebhookSettings(notificationUrl, others, algorithm);
    }
}
