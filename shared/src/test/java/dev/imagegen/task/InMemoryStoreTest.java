package dev.imagegen.task;

import dev.imagegen.access.KeyStore;
import dev.imagegen.credits.Ledger;
import dev.imagegen.testing.InMemoryTable;

class InMemoryStoreTest extends StoreContract {

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
    protected KeyStore keys() {
        return table;
    }

    @Override
    protected EventLog events() {
        return table;
    }
}
