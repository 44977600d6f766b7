package dev.imagegen.testing;

import dev.imagegen.asset.AssetRegistry;
import dev.imagegen.credits.Ledger;
import dev.imagegen.task.TaskStore;

/** The tasks, the credits and the assets of one table. */
public record Stores(TaskStore tasks, Ledger ledger, AssetRegistry registry) {

    public static Stores inMemory() {
        InMemoryTable table = new InMemoryTable();
        return new Stores(table, table, table);
    }
}
