package dev.imagegen.aws;

import dev.imagegen.access.KeyStore;
import dev.imagegen.access.KeyStoreContract;

class DynamoKeyStoreTest extends KeyStoreContract {

    private final EmbeddedTable embedded = EmbeddedTable.shared();

    @Override
    protected KeyStore keys() {
        return embedded.keys();
    }
}
