package dev.imagegen.task;

import dev.imagegen.testing.Stores;

class InMemoryPublicIdTest extends PublicIdContract {

    InMemoryPublicIdTest() {
        super(Stores.inMemory());
    }
}
