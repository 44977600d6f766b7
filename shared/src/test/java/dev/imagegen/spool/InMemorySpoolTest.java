package dev.imagegen.spool;

import dev.imagegen.testing.InMemorySpool;

class InMemorySpoolTest extends SpoolContract {

    private final InMemorySpool spool = new InMemorySpool();

    @Override
    protected Spool spool() {
        return spool;
    }
}
