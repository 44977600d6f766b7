package dev.imagegen.audit;

import dev.imagegen.credits.Ledger;
import dev.imagegen.task.TaskStore;
import dev.imagegen.testing.InMemoryTable;

class InMemoryLoadTest extends LoadContract {

    private final InMemoryTable table = new InMemoryTable();

    @Override
    protected TaskStore tasks() {
        return table;
    }

    @Override
    protected Ledger ledger() {
        return table;
    }

    @Override
    protected Books books() {
        return table;
    }
}
