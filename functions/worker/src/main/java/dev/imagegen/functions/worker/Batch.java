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
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;

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

    /** The messages that are to come again: all whose work did not come to its end, whatever the reason. */
    List<BatchItemFailure> run(List<SQSMessage> messages) {
        List<FutureTask<Void>> works = messages.stream().map(message -> new FutureTask<Void>(() -> run(message), null)).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            works.forEach(threads::execute);
        } catch (RuntimeException | Error e) {
            // No thread could be begun: what has begun ends, and the rest comes again.
            log.error("batch_not_begun_whole", e);
        }
        return IntStream.range(0, messages.size())
                .filter(i -> works.get(i).state() != Future.State.SUCCESS)
                .mapToObj(i -> new BatchItemFailure(messages.get(i).getMessageId()))
                .toList();
    }

    private void run(SQSMessage message) {
        try {
            switch (Job.read(message.getBody())) {
                case Job.Advance job -> generation.run(job);
                case Job.Deliver job -> deliveries.run(job);
                case Job.Delete(String assetId) -> assets.delete(assetId);
                case Job.Audit() -> audit.run();
                case Job.Told job -> events.again(job);
            }
        } catch (Throwable e) {
            log.error("job_failed", e, "message_id", message.getMessageId());
            // The state of its work says that it failed, and not this line: the log may fail, too.
            throw e;
        }
    }
}
