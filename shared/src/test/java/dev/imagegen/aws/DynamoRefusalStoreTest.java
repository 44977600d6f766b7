package dev.imagegen.aws;

import dev.imagegen.asset.RefusalStore;
import dev.imagegen.asset.RefusalStoreContract;

class DynamoRefusalStoreTest extends RefusalStoreContract {

    @Override
    protected RefusalStore refusals() {
        return new DynamoRefusalStore(EmbeddedTable.shared().client(), EmbeddedTable.NAME);
    }
}
