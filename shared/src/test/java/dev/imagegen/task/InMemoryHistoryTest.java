package dev.imagegen.task;

import dev.imagegen.testing.InMemoryTable;

class InMemoryHistoryTest extends HistoryContract {

    private final InMemoryTable table = new InMemoryTable();

    @Override
    protected TaskStore tasks() {
        return table;
    }

    @Override
    protected TaskHistory history() {
        return table;
    }
}
