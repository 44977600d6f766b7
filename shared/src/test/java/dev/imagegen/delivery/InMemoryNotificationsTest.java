package dev.imagegen.delivery;

import dev.imagegen.task.TaskStore;
import dev.imagegen.testing.InMemoryTable;

class InMemoryNotificationsTest extends NotificationContract {

    private final InMemoryTable table = new InMemoryTable();

    @Override
    protected TaskStore tasks() {
        return table;
    }

    @Override
    protected NotificationStore notifications() {
        return table.notifications();
    }
}
