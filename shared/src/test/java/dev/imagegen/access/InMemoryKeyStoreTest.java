package dev.imagegen.access;

import dev.imagegen.testing.InMemoryTable;

class InMemoryKeyStoreTest extends KeyStoreContract {

    private final InMemoryTable table = new InMemoryTable();

    @Override
    protected KeyStore keys() {
        return table;
    }
}
