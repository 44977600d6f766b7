package dev.imagegen.flow;

import dev.imagegen.testing.Stores;

class InMemoryOnceTest extends OnceContract {

    InMemoryOnceTest() {
        super(Stores.inMemory());
    }
}
