package dev.imagegen.bench.engines;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.imagegen.flow.Step;
import dev.imagegen.functions.worker.WorkerFunction;
import dev.imagegen.task.Job;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The worker, fed from its queue by one message at a time for each of any number of threads. It sums up how long it is held. */
final class TimedWorker implements AutoCloseable {

    private static final int RECEIVERS = 2;
    private static final int BATCH = 10;

    private final WorkerFunction worker;
    private final SqsClient sqs;
    private final String queue;
    private final Consumer<String> ended;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LongAdder heldNanos = new LongAdder();
    private final LongAdder messages = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final Map<String, Boolean> seen = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private TimedWorker(Map<String, String> environment, SqsClient sqs, String queue, Consumer<String> ended) {
        this.worker = new WorkerFunction(environment, this::past, Clock.systemUTC());
        this.sqs = sqs;
        this.queue = queue;
        this.ended = ended;
    }

    /** @param ended hears of each task that has ended with its picture, by its id */
    static TimedWorker start(Map<String, String> environment, SqsClient sqs, String queue, Consumer<String> ended) {
        var worker = new TimedWorker(environment, sqs, queue, ended);
        for (int i = 0; i < RECEIVERS; i++) {
            worker.threads.execute(worker::receive);
        }
        return worker;
    }

    private void past(Step step, String taskId) {
        if (step == Step.ENDED && seen.put(taskId, true) == null) {
            ended.accept(taskId);
        }
    }

    /** Hands it the job of a task at once, as the queue would a moment later. */
    void begin(String taskId) {
        threads.execute(() -> work(Job.write(new Job.Advance(taskId))));
    }

    private void receive() {
        while (!closed) {
            try {
                sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(BATCH).waitTimeSeconds(1))
                        .messages()
                        .forEach(message -> threads.execute(() -> work(message)));
            } catch (SdkException e) {
                // The next one may be luckier: what was sent is still in the queue.
                System.err.println("Nothing was received: " + e);
            }
        }
    }

    private void work(Message message) {
        work(message.body());
        sqs.deleteMessage(d -> d.queueUrl(queue).receiptHandle(message.receiptHandle()));
    }

    private void work(String body) {
        var message = new SQSEvent.SQSMessage();
        message.setMessageId("m");
        message.setBody(body);
        var event = new SQSEvent();
        event.setRecords(List.of(message));
        long start = System.nanoTime();
        SQSBatchResponse response = worker.handleRequest(event, null);
        heldNanos.add(System.nanoTime() - start);
        messages.increment();
        failures.add(response.getBatchItemFailures().size());
    }

    /** How long its threads were at work, all together. */
    Duration held() {
        return Duration.ofNanos(heldNanos.sum());
    }

    long messages() {
        return messages.sum();
    }

    /** Messages that it could not work on. */
    long failures() {
        return failures.sum();
    }

    @Override
    public void close() {
        closed = true;
        threads.close();
    }
}
