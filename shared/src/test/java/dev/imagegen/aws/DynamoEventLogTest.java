package dev.imagegen.aws;

import dev.imagegen.task.EventLogContract;

class DynamoEventLogTest extends EventLogContract {

    DynamoEventLogTest() {
        super(new DynamoEventLog(EmbeddedTable.shared().client(), EmbeddedTable.NAME));
    }
}
