package dev.imagegen.aws;

import dev.imagegen.flow.OnceContract;

/** The same against an embedded DynamoDB. */
class DynamoOnceTest extends OnceContract {

    DynamoOnceTest() {
        super(EmbeddedTable.shared().stores());
    }
}
