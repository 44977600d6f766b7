package dev.imagegen.local.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.Json;
import dev.imagegen.local.template.QueueSpec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queues of a template, made in the embedded SQS. */
class QueuesIT {

    private static SqsServer server;
    private static SqsClient sqs;

    @BeforeAll
    static void start() {
        server = SqsServer.start();
        sqs = new Endpoints(server.endpoint(), server.endpoint()).sqsClient();
    }

    @AfterAll
    static void stop() {
        sqs.close();
        server.close();
    }

    @Test
    void whatTheTemplateSaysAboutAQueueArrives() {
        var url = create(new QueueSpec("Slow", "slow", Duration.ofSeconds(180), Duration.ofSeconds(7), Optional.empty()))
                .get("Slow");

        var attributes = attributes(url);
        assertEquals("180", attributes.get(QueueAttributeName.VISIBILITY_TIMEOUT));
        assertEquals("7", attributes.get(QueueAttributeName.DELAY_SECONDS));
        assertFalse(attributes.containsKey(QueueAttributeName.REDRIVE_POLICY), attributes.toString());
    }

    @Test
    void aDeadLetterQueueIsMadeBeforeTheQueueThatNamesIt() {
        var redrive = new QueueSpec.Redrive("arn:aws:sqs:eu-west-1:000000000000:dead", 3);

        var urls = create(
                new QueueSpec("Jobs", "jobs", Duration.ofSeconds(1), Duration.ZERO, Optional.of(redrive)),
                plain("Dead", "dead"));

        var policy = Json.parse(attributes(urls.get("Jobs")).get(QueueAttributeName.REDRIVE_POLICY));
        assertEquals(3, policy.get("maxReceiveCount").asInt());
        assertEquals(
                attributes(urls.get("Dead")).get(QueueAttributeName.QUEUE_ARN), policy.get("deadLetterTargetArn").asText());
    }

    @Test
    void makingThemTwiceGivesTheSameQueuesWithTheirMessages() {
        var first = create(plain("Twice", "twice")).get("Twice");
        sqs.sendMessage(message -> message.queueUrl(first).messageBody("kept"));

        var second = create(plain("Twice", "twice")).get("Twice");

        assertEquals(first, second);
        assertEquals("kept", sqs.receiveMessage(receive -> receive.queueUrl(second)).messages().getFirst().body());
    }

    @Test
    void aQueueThatIsThereStaysAsItIs() {
        var before = create(plain("Old", "old")).get("Old");

        create(new QueueSpec("Old", "old", Duration.ofSeconds(99), Duration.ZERO, Optional.empty()));

        assertEquals("30", attributes(before).get(QueueAttributeName.VISIBILITY_TIMEOUT));
    }

    @Test
    void theUrlIsFoundUnderTheLogicalIdAndLeadsToTheServer() {
        var urls = create(plain("Logical", "physical"));

        assertEquals(List.of("Logical"), List.copyOf(urls.keySet()));
        assertTrue(urls.get("Logical").startsWith(server.endpoint().toString()), urls.toString());
        assertTrue(urls.get("Logical").endsWith("/physical"), urls.toString());
    }

    @Test
    void aTemplateWithoutQueuesMakesNone() {
        assertEquals(Map.of(), create());
    }

    @Test
    void aServerThatIsNotThereIsAnError() {
        var nobody = URI.create("http://127.0.0.1:1");
        try (var client = new Endpoints(nobody, nobody).sqsClient()) {
            assertThrows(SdkClientException.class, () -> new Queues(client).create(List.of(plain("A", "a"))));
        }
    }

    @Test
    void serverThatStopsCutsOffWhoWaitsForAMessage() throws Exception {
        var own = SqsServer.start();
        try (var client = new Endpoints(own.endpoint(), own.endpoint()).sqsClient();
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var url = new Queues(client).create(List.of(plain("Long", "long"))).get("Long");
            var waiting = executor.submit(() -> client.receiveMessage(receive -> receive.queueUrl(url).waitTimeSeconds(20)));
            // Nothing says that a call waits at the server; one that came too late would end in the same way.
            Thread.sleep(500);

            own.close();

            assertInstanceOf(SdkClientException.class, assertThrows(ExecutionException.class, waiting::get).getCause());
        }
    }

    private static Map<String, String> create(QueueSpec... queues) {
        return new Queues(sqs).create(List.of(queues));
    }

    private static QueueSpec plain(String id, String name) {
        return new QueueSpec(id, name, Duration.ofSeconds(30), Duration.ZERO, Optional.empty());
    }

    private static Map<QueueAttributeName, String> attributes(String url) {
        return sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL)).attributes();
    }
}
