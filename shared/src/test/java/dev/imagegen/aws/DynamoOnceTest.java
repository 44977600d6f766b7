package dev.imagegen.aws;

import dev.imagegen.credits.Ledger;
import dev.imagegen.engine.Sleeper;
import dev.imagegen.flow.OnceContract;
import dev.imagegen.task.TaskStore;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeAll;

/** The same against an embedded DynamoDB. */
class DynamoOnceTest extends OnceContract {

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
}
