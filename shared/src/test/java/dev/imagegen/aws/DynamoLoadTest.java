package dev.imagegen.aws;

import dev.imagegen.audit.Books;
import dev.imagegen.audit.LoadContract;
import dev.imagegen.credits.Ledger;
import dev.imagegen.engine.Sleeper;
import dev.imagegen.task.TaskStore;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeAll;

/** The same against the real client and an embedded DynamoDB. */
class DynamoLoadTest extends LoadContract {

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
    protected Ledger ledger() {
        return new DynamoLedger(embedded.client(), EmbeddedTable.NAME);
    }

    @Override
    protected Books books() {
        return new DynamoBooks(embedded.client(), EmbeddedTable.NAME);
    }
}
