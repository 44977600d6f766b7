package dev.imagegen.aws;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** A client whose queries and scans have few items a page: a real page would take thousands. */
final class SmallPages implements DynamoDbClient {

    private final DynamoDbClient dynamo;
    private final int size;
    private int read;

    SmallPages(DynamoDbClient dynamo, int size) {
        this.dynamo = dynamo;
        this.size = size;
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        read++;
        return dynamo.query(request.toBuilder().limit(size).build());
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        read++;
        return dynamo.scan(request.toBuilder().limit(size).build());
    }

    /** How many pages were read. */
    int read() {
        return read;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // The other one is closed by who opened it.
    }
}
