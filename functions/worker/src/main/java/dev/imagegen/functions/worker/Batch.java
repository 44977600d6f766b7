package dev.imagegen.functions.worker;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.imagegen.asset.AssetStore;
import dev.imagegen.audit.ScheduledAudit;
import dev.imagegen.delivery.Deliveries;
import dev.imagegen.flow.EarlyEvents;
import dev.imagegen.flow.Generation;
import dev.imagegen.log.Log;
import dev.imagegen.task.Job;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** Works on the messages of a batch side by side: they wait for providers, not for each other. */
final class Batch {

    private final Generation generation;
    private final Deliveries deliveries;
    private final AssetStore assets;
    private final EarlyEvents events;
    private final ScheduledAudit audit;
    private final Log log;

    Batch(Generation generation, Deliveries deliveries, AssetStore assets, EarlyEvents events, ScheduledAudit audit,
            Log log) {
        this.generation = generation;
        this.deliveries = deliveries;
        this.assets = assets;
        this.events = events;
        this.audit = audit;
        this.log = log;
    }

    /** The messages that are to come again. */
    List<BatchItemFailure> run(List<SQSMessage> messages) {
        Queue<BatchItemFailure> failures = new ConcurrentLinkedQueue<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            messages.forEach(message -> threads.submit(() -> run(message, failures)));
        }
        return List.copyOf(failures);
    }

    private void run(SQSMessage message, Queue<BatchItemFailure> failures) {
        try {
            switch (Job.read(message.getBody())) {
                case Job.Advance job -> generation.run(job);
                case Job.Deliver job -> deliveries.run(job);
                case Job.Delete(String assetId) -> assets.delete(assetId);
                case Job.Audit() -> audit.run();
                case Job.Told job -> events.again(job);
            }
        } catch (Throwable e) {
            // Whatever it was, an error of the machine included, this message failed and the others did not.
            log.error("job_failed", e, "message_id", message.getMessageId());
            failures.add(new BatchItemFailure(message.getMessageId()));
        }
    }
}
