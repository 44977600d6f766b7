package dev.imagegen.credits;

import dev.imagegen.testing.Stores;

class InMemoryLedgerTest extends LedgerContract {

    InMemoryLedgerTest() {
        super(Stores.inMemory());
    }
}
