package dev.imagegen.task;

import dev.imagegen.testing.Stores;

class InMemoryBudgetTest extends BudgetContract {

    InMemoryBudgetTest() {
        super(Stores.inMemory());
    }
}
