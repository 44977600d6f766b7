package dev.imagegen.aws;

import dev.imagegen.delivery.NotificationContract;
import dev.imagegen.delivery.NotificationStore;
import dev.imagegen.engine.Sleeper;
import dev.imagegen.task.TaskStore;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeAll;

class DynamoNotificationStoreTest extends NotificationContract {

    private static EmbeddedTable embedded;

    @BeforeAll
    static void start() throws Exception {
        embedded = EmbeddedTable.shared();
    }

    @Override
    protected TaskStore tasks() {
        return new DynamoTaskStore(embedded.client(), EmbeddedTable.NAME, Sleeper.ofThread(), new SecureRandom());
    }

    @Override
    protected NotificationStore notifications() {
        return new DynamoNotificationStore(embedded.client(), EmbeddedTable.NAME);
    }
}
