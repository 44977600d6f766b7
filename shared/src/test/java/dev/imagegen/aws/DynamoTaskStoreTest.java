package dev.imagegen.aws;

import dev.imagegen.task.TaskStoreContract;

class DynamoTaskStoreTest extends TaskStoreContract {

    DynamoTaskStoreTest() {
        super(EmbeddedTable.shared().stores());
    }
}
