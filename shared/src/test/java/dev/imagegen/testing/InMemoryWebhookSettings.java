package dev.imagegen.testing;

import dev.imagegen.delivery.WebhookSettings;
import dev.imagegen.delivery.WebhookSettingsStore;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Webhook settings in memory. {@code WebhookSettingsContract} holds them to the behaviour of the real ones. */
public final class InMemoryWebhookSettings implements WebhookSettingsStore {

    private final Map<String, WebhookSettings> settings = new HashMap<>();

    @Override
    public synchronized WebhookSettings of(String cloud) {
        return settings.getOrDefault(cloud, WebhookSettings.NONE);
    }

    @Override
    public synchronized WebhookSettings change(String cloud, UnaryOperator<WebhookSettings> change) {
        WebhookSettings changed = change.apply(of(cloud));
        settings.put(cloud, changed);
        return changed;
    }
}
