package dev.imagegen.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.imagegen.testing.MutableClock;
import dev.imagegen.webhook.SignatureAlgorithm;
import dev.imagegen.webhook.StandardSigner;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WebhookSettingsTest {

    private final Random random = new Random(3);
    private final SigningSecret first = secret("1");
    private final SigningSecret second = secret("2");
    private final SigningSecret third = secret("3");

    private SigningSecret secret(String id) {
        return SigningSecret.make(id, MutableClock.START, random);
    }

    @Test
    void aSecretOfOursIsOneThatTheStandardTakesAndSaysNothing() {
        String signature = new StandardSigner(first.secret()).sign(new byte[0], "id", "1");

        assertEquals("whsec_".length() + 44, first.secret().length());
        assertNotEquals(first.secret(), second.secret());
        assertFalse((first + signature).contains(first.secret()));
    }

    @Test
    void theNewestTwoSecretsAreKept() {
        WebhookSettings settings = WebhookSettings.NONE.withSecret(first);
        assertEquals(List.of(first), settings.secrets());
        settings = settings.withSecret(second);
        assertEquals(List.of(second, first), settings.secrets());
        settings = settings.withSecret(third);
        assertEquals(List.of(third, second), settings.secrets());
        assertEquals(List.of(third), settings.withoutSecret("2").secrets());
        assertEquals(settings, settings.withoutSecret("1"));
    }

    @Test
    void addressAndSecretsAreChangedApart() {
        Optional<URI> url = Optional.of(URI.create("https://example.com/hook"));
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            WebhookSettings settings =
                    WebhookSettings.NONE.withSecret(first).withNotificationUrl(url).withAlgorithm(algorithm);

            assertEquals(new WebhookSettings(url, List.of(second, first), algorithm), settings.withSecret(second));
            assertEquals(new WebhookSettings(url, List.of(), algorithm), settings.withoutSecret("1"));
            assertEquals(new WebhookSettings(Optional.empty(), List.of(first), algorithm),
                    settings.withNotificationUrl(Optional.empty()));
        }
    }
}
