package dev.imagegen.aws;

import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Jobs in SQS, in a standard queue that is fair to the API keys: those that have little in it are served before one that fills it. */
public final class SqsJobQueue implements JobQueue {

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    /** What SQS takes as a message group; no key of ours is anything else. */
    private static final Pattern GROUP = Pattern.compile("[!-~]{1,128}");

    private final SqsClient sqs;
    private final String queueUrl;

    public SqsJobQueue(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void send(Job job, Optional<String> apiKey, Duration delay) {
        Duration bounded = delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
        sqs.sendMessage(m -> m.queueUrl(queueUrl)
                .messageBody(Job.write(job))
                .messageGroupId(apiKey.filter(GROUP.asMatchPredicate()).orElse(null))
                // Rounded up: who is to wait a little must not come back at once.
                .delaySeconds((int) Math.ceilDiv(bounded.toMillis(), 1000)));
    }
}
