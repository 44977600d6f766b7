package dev.imagegen.aws;

import dev.imagegen.audit.Books;
import dev.imagegen.audit.LoadContract;
import dev.imagegen.credits.Ledger;
import dev.imagegen.task.TaskStore;

/** The same against the real client and an embedded DynamoDB. */
class DynamoLoadTest extends LoadContract {

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
    protected Books books() {
        return new DynamoBooks(embedded.client(), EmbeddedTable.NAME);
    }
}
