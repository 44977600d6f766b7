package dev.imagegen.asset;

import dev.imagegen.testing.InMemoryRefusals;

class InMemoryRefusalsTest extends RefusalStoreContract {

    private final InMemoryRefusals refusals = new InMemoryRefusals();

    @Override
    protected RefusalStore refusals() {
        return refusals;
    }
}
