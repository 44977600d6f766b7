package dev.imagegen.aws;

import dev.imagegen.access.KeyStore;
import dev.imagegen.credits.Ledger;
import dev.imagegen.task.EventLog;
import dev.imagegen.task.StoreContract;
import dev.imagegen.task.TaskStore;

/** The same suite against the real client and an embedded DynamoDB. */
class DynamoStoreTest extends StoreContract {

    private final EmbeddedTable embedded = EmbeddedTable.shared();

    @Override
    protected TaskStore tasks() {
        return embedded.tasks();
    }

    @Override
    protected Ledger ledger() {
        return embedded.ledger();
    }

    @Override
    protected KeyStore keys() {
        return embedded.keys();
    }

    @Override
    protected EventLog events() {
        return new DynamoEventLog(embedded.client(), EmbeddedTable.NAME);
    }

    @Override
    protected boolean repeatsAreRecognised() {
        return true;
    }
}
