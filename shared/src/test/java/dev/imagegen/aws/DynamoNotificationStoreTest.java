package dev.imagegen.aws;

import dev.imagegen.delivery.NotificationContract;
import dev.imagegen.delivery.NotificationStore;
import dev.imagegen.task.TaskStore;

class DynamoNotificationStoreTest extends NotificationContract {

    private final EmbeddedTable embedded = EmbeddedTable.shared();

    @Override
    protected TaskStore tasks() {
        return embedded.tasks();
    }

    @Override
    protected NotificationStore notifications() {
        return new DynamoNotificationStore(embedded.client(), EmbeddedTable.NAME);
    }
}
