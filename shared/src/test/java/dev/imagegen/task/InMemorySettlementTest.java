package dev.imagegen.task;

import dev.imagegen.testing.Stores;

class InMemorySettlementTest extends SettlementContract {

    InMemorySettlementTest() {
        super(Stores.inMemory());
    }
}
