package dev.imagegen.task;

import dev.imagegen.testing.Stores;

class InMemoryRepeatedRequestTest extends RepeatedRequestContract {

    InMemoryRepeatedRequestTest() {
        super(Stores.inMemory());
    }
}
