package dev.imagegen.functions.worker;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.imagegen.aws.Priming;
import dev.imagegen.delivery.LostMessages;
import dev.imagegen.flow.Steps;
import dev.imagegen.flow.Sweep;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The function behind the queues and the schedule: makes images, tells clients, and sweeps up what is overdue. */
public final class WorkerFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {

    /** Each minute another sweep begins: of tasks first, and what is left over goes to notifications. */
    private static final Duration SWEEP = Duration.ofSeconds(40);
    private static final Duration SWEEP_OF_NOTIFICATIONS = Duration.ofSeconds(10);

    private final Batch batch;
    private final Sweep sweep;
    private final LostMessages lostMessages;
    private final Runnable deployment;
    private final Priming priming;
    private volatile boolean recorded;

    /** As the platform makes it. */
    public WorkerFunction() {
        this(System.getenv());
    }

    /** @param environment in place of the process's own */
    public WorkerFunction(Map<String, String> environment) {
        this(environment, Steps.unwatched(), Clock.systemUTC());
    }

    /**
     * @param environment in place of the process's own
     * @param steps is told how far it comes with each task
     * @param clock says when leases and calls are over
     */
    public WorkerFunction(Map<String, String> environment, Steps steps, Clock clock) {
        this(Wiring.real(environment, steps, clock));
    }

    WorkerFunction(Wiring wiring) {
        this.batch = wiring.batch();
        this.sweep = wiring.sweep();
        this.lostMessages = wiring.lostMessages();
        this.deployment = wiring.deployment();
        this.priming = new Priming(() -> {
            wiring.tasks().find("0");
            // A key for the deployment's cloud can be made as soon as it is deployed.
            deployment.run();
        }, wiring.log());
        priming.register();
    }

    /** Messages of a queue come as records; the schedule's event has none, and means a sweep. */
    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        if (event.getRecords() == null) {
            sweep.run(SWEEP);
            lostMessages.sweep(SWEEP_OF_NOTIFICATIONS);
            recordOnce();
            return new SQSBatchResponse(List.of());
        }
        return new SQSBatchResponse(batch.run(event.getRecords()));
    }

    /** A version that was deployed and rolled back may have written down another cloud. */
    private void recordOnce() {
        if (!recorded) {
            deployment.run();
            recorded = true;
        }
    }
}
