package dev.imagegen.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.imagegen.task.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** What a job asks of the queue, without waiting for it. */
class JobDelayTest {

    private static final String QUEUE = "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs";

    private final List<SendMessageRequest> sent = new ArrayList<>();
    private final SqsJobQueue jobs = new SqsJobQueue(new SqsClient() {
        @Override
        public SendMessageResponse sendMessage(SendMessageRequest request) {
            sent.add(request);
            return SendMessageResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }, QUEUE);

    @ParameterizedTest
    @CsvSource({"PT0S, 0", "PT0.001S, 1", "PT0.999S, 1", "PT1S, 1", "PT20S, 20", "PT14M58.2S, 899", "PT14M59S, 899", "PT15M, 900", "PT15M1S, 900", "P30D, 900"})
    void delayIsInWholeSecondsAndFifteenMinutesAtMost(Duration delay, int seconds) {
        jobs.send(new Job.Advance("0a"), Optional.of("key"), delay);

        assertEquals(seconds, sent.getFirst().delaySeconds());
    }

    @Test
    void oneMessageIsSentToTheQueueWithTheJobAsItsBody() {
        jobs.send(new Job.Advance("0a"), Optional.of("key"), Duration.ZERO);

        assertEquals(1, sent.size());
        assertEquals(QUEUE, sent.getFirst().queueUrl());
        assertEquals("key", sent.getFirst().messageGroupId());
        assertEquals("{\"job\":\"advance\",\"task_id\":\"0a\",\"waits\":0}", sent.getFirst().messageBody());
    }

    /** SQS would refuse the message, and the job would be lost over it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a key", "\u00e9", "a\nb"})
    void keyThatIsNoMessageGroupIsLeftOut(String key) {
        jobs.send(new Job.Advance("0a"), Optional.of(key), Duration.ZERO);
        jobs.send(new Job.Advance("0a"), Optional.of("k".repeat(129)), Duration.ZERO);
        jobs.send(new Job.Advance("0a"), Optional.empty(), Duration.ZERO);

        sent.forEach(message -> assertNull(message.messageGroupId()));
        assertEquals(3, sent.size());
    }
}
