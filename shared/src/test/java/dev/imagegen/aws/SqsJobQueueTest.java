package dev.imagegen.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.task.Job;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The real client against an embedded queue. */
class SqsJobQueueTest {

    private static SQSRestServer server;
    private static SqsClient sqs;

    private final String queueUrl = sqs.createQueue(q -> q.queueName("jobs-" + Samples.id())).queueUrl();
    private final SqsJobQueue jobs = new SqsJobQueue(sqs, queueUrl);

    @BeforeAll
    static void start() {
        server = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().withAWSRegion("eu-west-1").start();
        sqs = new AwsClients(new Environment(Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort()))).sqs();
    }

    @AfterAll
    static void stop() {
        sqs.close();
        server.stopAndWait();
    }

    private List<Job> received() {
        return sqs.receiveMessage(r -> r.queueUrl(queueUrl).maxNumberOfMessages(10)).messages().stream()
                .map(Message::body)
                .map(Job::read)
                .toList();
    }

    private int count(QueueAttributeName name) {
        var attributes = sqs.getQueueAttributes(g -> g.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL)).attributes();
        return Integer.parseInt(attributes.get(name));
    }

    @Test
    void jobWithoutDelayIsThereAtOnceAndReadBackAsItWasSent() {
        Job job = new Job.Advance(Samples.id());

        jobs.send(job, Optional.empty(), Duration.ZERO);

        assertEquals(List.of(job), received());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void jobOfAKeyIsInTheGroupOfThatKeyInAStandardQueue(int delay) {
        jobs.send(new Job.Advance(Samples.id()), Optional.of("key_1-a.b"), Duration.ofSeconds(delay));

        var message = sqs.receiveMessage(r -> r.queueUrl(queueUrl).waitTimeSeconds(5)
                .messageSystemAttributeNames(MessageSystemAttributeName.MESSAGE_GROUP_ID)).messages().getFirst();

        assertEquals("key_1-a.b", message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
    }

    @Test
    void jobWithADelayIsKeptBack() {
        jobs.send(new Job.Advance(Samples.id()), Optional.of("key"), Duration.ofSeconds(60));

        assertEquals(List.of(), received());
        assertEquals(1, count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
    }

    @Test
    void delayThatTheQueueWouldRefuseIsShortenedToWhatItTakes() {
        jobs.send(new Job.Advance(Samples.id()), Optional.of("key"), Duration.ofDays(1));

        assertEquals(1, count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
    }
}
