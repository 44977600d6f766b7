package dev.imagegen.delivery;

import dev.imagegen.testing.InMemoryWebhookSettings;

class InMemoryWebhookSettingsTest extends WebhookSettingsContract {

    private final InMemoryWebhookSettings settings = new InMemoryWebhookSettings();

    @Override
    protected WebhookSettingsStore settings() {
        return settings;
    }
}
