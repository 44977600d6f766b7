package dev.imagegen.aws;

import java.util.Collections;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Hands requests on to another client, and gives up on the writes that a test names, as a client does after its own retries. */
final class FaultyDynamo implements DynamoDbClient {

    /** How a write fails. */
    enum Fault {
        /** A running transaction holds the item; of a transaction, one of its items. Nothing is written. */
        CONFLICT(false, true) {
            @Override
            RuntimeException failure(int items) {
                return items == 0
                        ? TransactionConflictException.builder().message("by the test").build()
                        : ScriptedDynamo.cancelled(Collections.nCopies(items, "TransactionConflict").toArray(String[]::new));
            }
        },
        /** Nothing is written. */
        THROTTLED(false, true) {
            @Override
            RuntimeException failure(int items) {
                return ProvisionedThroughputExceededException.builder().message("by the test").build();
            }
        },
        /** The transaction is still being written, and will be. */
        IN_PROGRESS(true, false) {
            @Override
            RuntimeException failure(int items) {
                return TransactionInProgressException.builder().message("by the test").build();
            }
        },
        /** It is written, and no answer comes; after ten minutes the token of a transaction stands for nothing. */
        ANSWER_LOST(true, true) {
            @Override
            RuntimeException failure(int items) {
                return SdkClientException.create("by the test");
            }
        };

        private final boolean written;
        private final boolean ofSingleWrites;

        Fault(boolean written, boolean ofSingleWrites) {
            this.written = written;
            this.ofSingleWrites = ofSingleWrites;
        }

        /** @param items of the transaction; 0 for a single write */
        abstract RuntimeException failure(int items);
    }

    private final DynamoDbClient other;
    private Fault fault = Fault.CONFLICT;
    private int first = Integer.MAX_VALUE;
    private int last;
    private int writes;

    FaultyDynamo(DynamoDbClient other) {
        this.other = other;
    }

    /** From the write with that number on, counted from 0 and from now, so many writes fail. */
    synchronized void fail(Fault how, int number, int times) {
        fault = how;
        writes = 0;
        first = number;
        last = number + times - 1;
    }

    /** How many were made since then. */
    synchronized int writes() {
        return writes;
    }

    private <T> T write(int items, Supplier<T> write) {
        if (!strikes() || items == 0 && !fault.ofSingleWrites) {
            return write.get();
        }
        if (fault.written) {
            write.get();
        }
        throw fault.failure(items);
    }

    private synchronized boolean strikes() {
        int number = writes++;
        return first <= number && number <= last;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return write(0, () -> other.putItem(request));
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return write(0, () -> other.updateItem(request));
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return write(0, () -> other.deleteItem(request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return write(request.transactItems().size(), () -> other.transactWriteItems(request));
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return other.getItem(request);
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return other.batchGetItem(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return other.query(request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // The other one is not this one's.
    }
}
