package dev.imagegen.local.cloudinary;

import dev.imagegen.time.Sleeper;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.net.URI;

/**
 * Where an emulator sends its notifications, and how it signs them.
 *
 * @param url hears of everything, unless a call names another address
 * @param key the API key that is named as the one whose secret signs
 * @param pauses waits between tries, and where a {@link Disturbance} delays one
 */
public record NotificationSettings(URI url, String key, String secret, SignatureAlgorithm algorithm, Sleeper pauses) {

    public NotificationSettings(URI url, String key, String secret) {
        this(url, key, secret, SignatureAlgorithm.SHA1, Sleeper.ofThread());
    }

    /** Everything but the secret. */
    @Override
    public String toString() {
        return "NotificationSettings[" + url + "]";
    }
}
