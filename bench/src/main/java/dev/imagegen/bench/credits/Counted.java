package dev.imagegen.bench.credits;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** A client that counts its requests and the capacity units that they consume. */
final class Counted implements DynamoDbClient {

    private final DynamoDbClient dynamo;
    private final AtomicLong requests = new AtomicLong();
    private final DoubleAdder reads = new DoubleAdder();
    private final DoubleAdder writes = new DoubleAdder();

    Counted(DynamoDbClient dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        requests.incrementAndGet();
        var answer = dynamo.getItem(request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
        reads.add(units(answer.consumedCapacity()));
        return answer;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        requests.incrementAndGet();
        var answer = dynamo.putItem(request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
        writes.add(units(answer.consumedCapacity()));
        return answer;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        requests.incrementAndGet();
        var answer = dynamo.transactWriteItems(
                request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
        answer.consumedCapacity().forEach(capacity -> writes.add(units(capacity)));
        return answer;
    }

    private static double units(ConsumedCapacity capacity) {
        return capacity == null || capacity.capacityUnits() == null ? 0 : capacity.capacityUnits();
    }

    /** Those that failed too. */
    long requests() {
        return requests.get();
    }

    double readUnits() {
        return reads.sum();
    }

    double writeUnits() {
        return writes.sum();
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
