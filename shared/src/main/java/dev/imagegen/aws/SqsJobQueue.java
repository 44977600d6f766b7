package dev.imagegen.aws;

import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Jobs in SQS. */
public final class SqsJobQueue implements JobQueue {

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    private final SqsClient sqs;
    private final String queueUrl;

    public SqsJobQueue(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void send(Job job, Duration delay) {
        Duration bounded = delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
        sqs.sendMessage(m -> m.queueUrl(queueUrl)
                .messageBody(Job.write(job))
                // Rounded up: who is to wait a little must not come back at once.
                .delaySeconds((int) Math.ceilDiv(bounded.toMillis(), 1000)));
    }
}
