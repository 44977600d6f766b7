package dev.imagegen.aws;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Hands updates on to another client, and counts them. */
final class CountingDynamo implements DynamoDbClient {

    private final DynamoDbClient other;
    private final AtomicInteger updates = new AtomicInteger();
    private RuntimeException failure;

    CountingDynamo(DynamoDbClient other) {
        this.other = other;
    }

    /** Since the last time. */
    int updates() {
        return updates.getAndSet(0);
    }

    /** From now on, and changes nothing. */
    void failsWith(RuntimeException always) {
        failure = always;
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        updates.incrementAndGet();
        if (failure != null) {
            throw failure;
        }
        return other.updateItem(request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // The other one is not ours.
    }
}
