package dev.imagegen.aws;

import dev.imagegen.delivery.WebhookSettingsContract;
import dev.imagegen.delivery.WebhookSettingsStore;

class DynamoWebhookSettingsStoreTest extends WebhookSettingsContract {

    private final EmbeddedTable embedded = EmbeddedTable.shared();

    @Override
    protected WebhookSettingsStore settings() {
        return new DynamoWebhookSettingsStore(embedded.client(), EmbeddedTable.NAME);
    }
}
