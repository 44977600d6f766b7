package dev.imagegen.aws;

import dev.imagegen.task.RepeatedRequestContract;

class DynamoRepeatedRequestTest extends RepeatedRequestContract {

    DynamoRepeatedRequestTest() {
        super(EmbeddedTable.shared().stores());
    }
}
