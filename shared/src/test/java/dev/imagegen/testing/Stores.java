package dev.imagegen.testing;

import dev.imagegen.credits.Ledger;
import dev.imagegen.task.TaskStore;

/** The tasks and the credits of one table. */
public record Stores(TaskStore tasks, Ledger ledger) {

    public static Stores inMemory() {
        InMemoryTable table = new InMemoryTable();
        return new Stores(table, table);
    }
}
