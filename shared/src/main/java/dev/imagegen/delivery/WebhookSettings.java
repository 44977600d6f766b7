package dev.imagegen.delivery;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How the clients of a cloud are told.
 *
 * @param notificationUrl where asynchronous tasks are told that name no address themselves
 * @param secrets the newest first; two while one is being rotated; none: nobody can be told
 */
public record WebhookSettings(Optional<URI> notificationUrl, List<SigningSecret> secrets) {

    public static final WebhookSettings NONE = new WebhookSettings(Optional.empty(), List.of());

    public WebhookSettings {
        secrets = List.copyOf(secrets);
    }
}
