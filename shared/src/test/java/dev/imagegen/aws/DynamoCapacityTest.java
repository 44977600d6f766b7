package dev.imagegen.aws;

import dev.imagegen.capacity.Capacity;
import dev.imagegen.capacity.CapacityContract;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeAll;

class DynamoCapacityTest extends CapacityContract {

    private static EmbeddedTable embedded;

    @BeforeAll
    static void start() throws Exception {
        embedded = EmbeddedTable.shared();
    }

    @Override
    protected Capacity capacity() {
        return new DynamoCapacity(embedded.client(), EmbeddedTable.NAME, new SecureRandom());
    }
}
