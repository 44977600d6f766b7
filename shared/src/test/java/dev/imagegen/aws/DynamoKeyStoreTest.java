package dev.imagegen.aws;

import dev.imagegen.access.KeyStore;
import dev.imagegen.access.KeyStoreContract;
import dev.imagegen.engine.Sleeper;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeAll;

class DynamoKeyStoreTest extends KeyStoreContract {

    private static EmbeddedTable embedded;

    @BeforeAll
    static void start() throws Exception {
        embedded = EmbeddedTable.shared();
    }

    @Override
    protected KeyStore keys() {
        return new DynamoKeyStore(embedded.client(), EmbeddedTable.NAME, Sleeper.ofThread(), new SecureRandom());
    }
}
