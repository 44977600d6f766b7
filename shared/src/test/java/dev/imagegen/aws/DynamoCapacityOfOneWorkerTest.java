package dev.imagegen.aws;

import dev.imagegen.capacity.Capacity;
import dev.imagegen.capacity.CapacityContract;
import java.security.SecureRandom;

/** All steps are those of one worker, which remembers for a second what it has seen. */
class DynamoCapacityOfOneWorkerTest extends CapacityContract {

    private final EmbeddedTable embedded = EmbeddedTable.shared();
    private final Capacity capacity = new DynamoCapacity(embedded.client(), EmbeddedTable.NAME, new SecureRandom());

    @Override
    protected Capacity capacity() {
        return capacity;
    }
}
