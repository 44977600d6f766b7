package dev.imagegen.local.sources;

import dev.imagegen.local.functions.FunctionLog;
import dev.imagegen.local.functions.LocalFunction;
import dev.imagegen.local.template.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Hands the messages of a queue to a function, as the platform's event source mapping does: batches up to the batch size,
 * invocations side by side up to the maximum concurrency, what succeeded is deleted. What failed stays in the queue and
 * is seen again after the queue's visibility time-out. Messages are only received when an invocation is free for them.
 */
public final class QueuePoller implements AutoCloseable {

    // The platform's own are 20 s long. The embedded SQS does not wake a waiting receive for a message whose delay or
    // visibility time-out ends meanwhile, so shorter ones bound how late that message is.
    private static final int LONG_POLL_SECONDS = 1;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final SqsClient sqs;
    private final String queueUrl;
    private final Event.Queue source;
    private final LocalFunction function;
    private final Sleep sleep;
    private final FunctionLog log;
    private final Semaphore free;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;

    private QueuePoller(
            SqsClient sqs, String queueUrl, Event.Queue source, LocalFunction function, Sleep sleep, FunctionLog log) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.source = source;
        this.function = function;
        this.sleep = sleep;
        this.log = log;
        this.free = new Semaphore(source.maximumConcurrency());
    }

    /**
     * Starts to poll.
     *
     * @param queueUrl where the messages are
     * @param source   how the template wires the queue to the function
     * @param sleep    lets time pass after a failure to receive, one second
     */
    public static QueuePoller start(
            SqsClient sqs, String queueUrl, Event.Queue source, LocalFunction function, Sleep sleep, FunctionLog log) {
        var poller = new QueuePoller(sqs, queueUrl, source, function, sleep, log);
        poller.executor.execute(poller::poll);
        return poller;
    }

    /** Ends polling and interrupts the invocations; their messages stay in the queue. */
    @Override
    public void close() {
        closed = true;
        executor.shutdownNow();
    }

    private void poll() {
        try {
            while (!closed) {
                free.acquire();
                var messages = receive();
                if (messages.isEmpty() || closed) {
                    free.release();
                } else {
                    executor.execute(() -> invoke(messages));
                }
            }
        } catch (InterruptedException | RejectedExecutionException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Message> receive() throws InterruptedException {
        try {
            return sqs.receiveMessage(request -> request.queueUrl(queueUrl)
                            .maxNumberOfMessages(source.batchSize())
                            .waitTimeSeconds(LONG_POLL_SECONDS)
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                            .messageAttributeNames("All"))
                    .messages();
        } catch (SdkException failed) {
            if (!closed) {
                log.write(function.spec().id(), "Receiving from " + source.queue() + " failed: " + failed.getMessage());
                sleep.sleep(PAUSE_AFTER_FAILURE);
            }
            return List.of();
        }
    }

    private void invoke(List<Message> messages) {
        try {
            var outcome = function.invoke(SqsEvents.event(messages, source));
            delete(BatchResult.succeeded(outcome, messages, source.reportBatchItemFailures()));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (SdkException failed) {
            log.write(function.spec().id(), "Deleting from " + source.queue() + " failed; it will be seen again", failed);
        } finally {
            free.release();
        }
    }

    private void delete(List<Message> succeeded) {
        if (succeeded.isEmpty()) {
            return;
        }
        var entries = succeeded.stream()
                .map(message -> DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build())
                .toList();
        sqs.deleteMessageBatch(request -> request.queueUrl(queueUrl).entries(entries)).failed().forEach(failed ->
                log.write(function.spec().id(), "Deleting " + failed.id() + " failed: " + failed.message()));
    }
}
