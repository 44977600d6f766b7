package dev.imagegen.delivery;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the clients of a cloud are told.
 *
 * @param notificationUrl where asynchronous tasks are told that name no address themselves
 * @param secrets the newest first; two while one is being rotated; none: nobody can be told
 */
public record WebhookSettings(Optional<URI> notificationUrl, List<SigningSecret> secrets) {

    public static final WebhookSettings NONE = new WebhookSettings(Optional.empty(), List.of());

    private static final int MOST_SECRETS = 2;

    public WebhookSettings {
        secrets = List.copyOf(secrets);
    }

    public WebhookSettings withNotificationUrl(Optional<URI> url) {
        return new WebhookSettings(url, secrets);
    }

    /** With a new secret in front. The one before it signs on beside it, those before that end. */
    public WebhookSettings withSecret(SigningSecret secret) {
        return new WebhookSettings(
                notificationUrl, Stream.concat(Stream.of(secret), secrets.stream()).limit(MOST_SECRETS).toList());
    }

    public WebhookSettings withoutSecret(String id) {
        return new WebhookSettings(notificationUrl, secrets.stream().filter(secret -> !secret.id().equals(id)).toList());
    }
}
