package dev.imagegen.bench.engines;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.imagegen.functions.worker.WorkerFunction;
import dev.imagegen.task.Job;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;

/** The worker in a process of its own, with one batch of tasks. It prints the megabytes of heap that it has used at most. */
final class LargeWorker {

    static final String PEAK = "peak heap ";

    private LargeWorker() {}

    /** @param args the ids of the tasks */
    public static void main(String[] args) {
        var event = new SQSEvent();
        event.setRecords(Arrays.stream(args).map(LargeWorker::message).toList());
        int failures = new WorkerFunction(System.getenv()).handleRequest(event, null).getBatchItemFailures().size();
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        System.out.println(PEAK + (peak >> 20));
        System.exit(failures);
    }

    private static SQSEvent.SQSMessage message(String taskId) {
        var message = new SQSEvent.SQSMessage();
        message.setMessageId(taskId);
        message.setBody(Job.write(new Job.Advance(taskId)));
        return message;
    }
}
