package dev.imagegen.aws;

import dev.imagegen.task.BudgetContract;

class DynamoBudgetTest extends BudgetContract {

    DynamoBudgetTest() {
        super(EmbeddedTable.shared().stores());
    }
}
