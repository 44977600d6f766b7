package dev.imagegen.task;

import dev.imagegen.testing.Stores;

class InMemoryTaskStoreTest extends TaskStoreContract {

    InMemoryTaskStoreTest() {
        super(Stores.inMemory());
    }
}
