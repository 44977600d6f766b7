package dev.imagegen.capacity;

import dev.imagegen.testing.InMemoryCapacity;

class InMemoryCapacityTest extends CapacityContract {

    private final InMemoryCapacity capacity = new InMemoryCapacity();

    @Override
    protected Capacity capacity() {
        return capacity;
    }
}
