package dev.imagegen.aws;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** A client whose transactions fail as a test says, one after the other, and succeed after that. */
final class ScriptedDynamo implements DynamoDbClient {

    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private final List<TransactWriteItemsRequest> requests = new ArrayList<>();

    void failsWith(RuntimeException failure, int times) {
        for (int i = 0; i < times; i++) {
            failures.add(failure);
        }
    }

    /** @param codes of the transaction's writes, in their order */
    static TransactionCanceledException cancelled(String... codes) {
        return TransactionCanceledException.builder()
                .cancellationReasons(Arrays.stream(codes).map(c -> CancellationReason.builder().code(c).build()).toList())
                .build();
    }

    List<TransactWriteItemsRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        requests.add(request);
        if (!failures.isEmpty()) {
            throw failures.pop();
        }
        return TransactWriteItemsResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
