package dev.imagegen.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store of webhook settings has to do. In memory, and in DynamoDB. */
public abstract class WebhookSettingsContract {

    private final String cloud = "cloud-" + Samples.id();

    protected abstract WebhookSettingsStore settings();

    private static SigningSecret secret(String id) {
        return new SigningSecret(id, "whsec_" + id, MutableClock.START.plusNanos(1_000));
    }

    private static WebhookSettings with(WebhookSettings old, SigningSecret secret) {
        return new WebhookSettings(old.notificationUrl(), Stream.concat(Stream.of(secret), old.secrets().stream()).toList());
    }

    @Test
    void cloudThatNeverMadeAnyHasNone() {
        assertEquals(WebhookSettings.NONE, settings().of(cloud));
    }

    @Test
    void settingsAreReadBackAsTheyWereLeftAndOthersAreNotTouched() {
        WebhookSettingsStore settings = settings();
        WebhookSettings first = new WebhookSettings(
                Optional.of(URI.create("https://example.com/hook?a=b")), List.of(secret("b"), secret("a")), SignatureAlgorithm.SHA256);

        assertEquals(first, settings.change(cloud, old -> first));
        assertEquals(first, settings.of(cloud));
        WebhookSettings second = new WebhookSettings(Optional.empty(), List.of(secret("c")));
        assertEquals(second, settings.change(cloud, old -> {
            assertEquals(first, old);
            return second;
        }));

        assertEquals(second, settings.of(cloud));
        assertEquals(WebhookSettings.NONE, settings.of(cloud + "x"));
    }

    @Test
    void ofManyChangesAtOnceNoneIsLost() throws Exception {
        WebhookSettingsStore settings = settings();
        List<Callable<WebhookSettings>> changes = IntStream.range(0, 4)
                .<Callable<WebhookSettings>>mapToObj(i -> () -> settings.change(cloud, old -> with(old, secret("s" + i))))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var change : threads.invokeAll(changes)) {
                change.get();
            }
        }
        assertEquals(List.of("s0", "s1", "s2", "s3"),
                settings.of(cloud).secrets().stream().map(SigningSecret::id).sorted().toList());
    }
}
