package dev.imagegen.local.system;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Puts into the table what must be there before the first request, once the table exists and before functions start. */
@FunctionalInterface
public interface Seeder {

    /**
     * Writes the items; they may be there already, from an earlier run on the same data folder.
     *
     * @param dynamoDb a client of the table's server, which stays open only for this call
     * @param table    the name of the table
     */
    void seed(DynamoDbClient dynamoDb, String table);
}
