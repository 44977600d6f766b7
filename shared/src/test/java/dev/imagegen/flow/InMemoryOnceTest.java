package dev.imagegen.flow;

import dev.imagegen.credits.Ledger;
import dev.imagegen.task.TaskStore;
import dev.imagegen.testing.InMemoryTable;

class InMemoryOnceTest extends OnceContract {

    private final InMemoryTable table = new InMemoryTable();

    @Override
    protected TaskStore tasks() {
        return table;
    }

    @Override
    protected Ledger ledger() {
        return table;
    }
}
