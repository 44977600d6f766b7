package dev.imagegen.aws;

import dev.imagegen.access.KeyStore;
import dev.imagegen.credits.Ledger;
import dev.imagegen.engine.Sleeper;
import dev.imagegen.task.EventLog;
import dev.imagegen.task.StoreContract;
import dev.imagegen.task.TaskStore;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeAll;

/** The same suite against the real client and an embedded DynamoDB. */
class DynamoStoreTest extends StoreContract {

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
    protected KeyStore keys() {
        return new DynamoKeyStore(embedded.client(), EmbeddedTable.NAME, Sleeper.ofThread(), new SecureRandom());
    }

    @Override
    protected EventLog events() {
        return new DynamoEventLog(embedded.client(), EmbeddedTable.NAME);
    }
}
