package dev.imagegen.aws;

import dev.imagegen.credits.Ledger;
import dev.imagegen.flow.OnceContract;
import dev.imagegen.task.TaskStore;

/** The same against an embedded DynamoDB. */
class DynamoOnceTest extends OnceContract {

    private final EmbeddedTable embedded = EmbeddedTable.shared();

    @Override
    protected TaskStore tasks() {
        return embedded.tasks();
    }

    @Override
    protected Ledger ledger() {
        return embedded.ledger();
    }
}
