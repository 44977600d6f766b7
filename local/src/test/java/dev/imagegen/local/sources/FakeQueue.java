package dev.imagegen.local.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** A queue that hands out the batches that a test puts into it, and counts what it is asked. */
final class FakeQueue implements SqsClient {

    private final LinkedBlockingQueue<List<Message>> batches = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> deleted = new LinkedBlockingQueue<>();
    private final List<ReceiveMessageRequest> received = new ArrayList<>();
    private int failures;

    void put(String... bodies) {
        var batch = new ArrayList<Message>();
        for (var body : bodies) {
            batch.add(Message.builder()
                    .messageId("id-" + body)
                    .receiptHandle("handle-" + body)
                    .body(body)
                    .attributesWithStrings(Map.of("ApproximateReceiveCount", "1"))
                    .build());
        }
        batches.add(batch);
    }

    synchronized void failNext(int times) {
        failures = times;
    }

    synchronized int receives() {
        return received.size();
    }

    synchronized ReceiveMessageRequest lastReceive() {
        return received.getLast();
    }

    /** The receipt handles that were deleted, one after the other. */
    LinkedBlockingQueue<String> deleted() {
        return deleted;
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        synchronized (this) {
            received.add(request);
            if (failures > 0) {
                failures--;
                throw SdkClientException.create("the queue is away");
            }
        }
        try {
            return ReceiveMessageResponse.builder().messages(batches.take()).build();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw SdkClientException.create("interrupted", closing);
        }
    }

    @Override
    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
        request.entries().forEach(entry -> deleted.add(entry.receiptHandle()));
        return DeleteMessageBatchResponse.builder().failed(List.of()).successful(List.of()).build();
    }

    @Override
    public String serviceName() {
        return "sqs";
    }

    @Override
    public void close() {
        batches.clear();
    }
}
