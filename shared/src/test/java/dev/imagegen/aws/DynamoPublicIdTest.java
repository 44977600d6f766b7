package dev.imagegen.aws;

import dev.imagegen.task.PublicIdContract;

class DynamoPublicIdTest extends PublicIdContract {

    DynamoPublicIdTest() {
        super(EmbeddedTable.shared().stores());
    }
}
