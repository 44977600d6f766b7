package dev.imagegen.aws;

import dev.imagegen.credits.LedgerContract;

class DynamoLedgerTest extends LedgerContract {

    DynamoLedgerTest() {
        super(EmbeddedTable.shared().stores());
    }
}
