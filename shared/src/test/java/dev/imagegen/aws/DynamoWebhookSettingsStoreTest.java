package dev.imagegen.aws;

import dev.imagegen.delivery.WebhookSettingsContract;
import dev.imagegen.delivery.WebhookSettingsStore;
import org.junit.jupiter.api.BeforeAll;

class DynamoWebhookSettingsStoreTest extends WebhookSettingsContract {

    private static EmbeddedTable embedded;

    @BeforeAll
    static void start() throws Exception {
        embedded = EmbeddedTable.shared();
    }

    @Override
    protected WebhookSettingsStore settings() {
        return new DynamoWebhookSettingsStore(embedded.client(), EmbeddedTable.NAME);
    }
}
