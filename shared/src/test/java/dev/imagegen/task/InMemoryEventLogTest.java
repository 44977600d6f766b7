package dev.imagegen.task;

import dev.imagegen.testing.InMemoryTable;

class InMemoryEventLogTest extends EventLogContract {

    InMemoryEventLogTest() {
        super(new InMemoryTable());
    }
}
