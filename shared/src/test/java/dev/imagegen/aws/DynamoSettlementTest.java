package dev.imagegen.aws;

import dev.imagegen.task.SettlementContract;

class DynamoSettlementTest extends SettlementContract {

    DynamoSettlementTest() {
        super(EmbeddedTable.shared().stores());
    }
}
