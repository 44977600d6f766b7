package dev.imagegen.webhook;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * With what Cloudinary signs its notifications.
 *
 * @param key the API key that the secret belongs to; empty if the operator did not say
 */
record WebhookSecret(Optional<String> key, String secret) {

    private static final Pattern WITH_KEY = Pattern.compile("([A-Za-z0-9_-]+):(.*)");

    /**
     * A line of the configuration: {@code key:secret}, or the secret alone. Secrets of Cloudinary have no colon.
     *
     * @throws IllegalArgumentException if the secret is blank: anybody could sign with it
     */
    static WebhookSecret read(String line) {
        Matcher matcher = WITH_KEY.matcher(line.strip());
        WebhookSecret read = matcher.matches()
                ? new WebhookSecret(Optional.of(matcher.group(1)), matcher.group(2).strip())
                : new WebhookSecret(Optional.empty(), line.strip());
        if (read.secret.isEmpty()) {
            throw new IllegalArgumentException("A webhook secret is blank: set it, or leave it out of the list.");
        }
        return read;
    }

    /** Everything but the secret. */
    @Override
    public String toString() {
        return "WebhookSecret[" + key.orElse("of no key") + "]";
    }
}
