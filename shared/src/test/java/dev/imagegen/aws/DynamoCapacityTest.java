package dev.imagegen.aws;

import dev.imagegen.capacity.Capacity;
import dev.imagegen.capacity.CapacityContract;
import java.security.SecureRandom;

/** Each step is another worker's, which has seen nothing yet. */
class DynamoCapacityTest extends CapacityContract {

    private final EmbeddedTable embedded = EmbeddedTable.shared();

    @Override
    protected Capacity capacity() {
        return new DynamoCapacity(embedded.client(), EmbeddedTable.NAME, new SecureRandom());
    }
}
