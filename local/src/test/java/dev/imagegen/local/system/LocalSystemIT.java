package dev.imagegen.local.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.local.testing.Recorder;
import dev.imagegen.testing.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalSystemIT {

    private static final String TEMPLATE = """
            Parameters:
              CloudinaryApiBase: { Type: String }
              DeliveryBase: { Type: String, Default: "" }
              PublicBase: { Type: String, Default: "" }
              Release: { Type: String, Default: "" }
              Recorder: { Type: String }
            Resources:
              Web:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.imagegen.local.testing.HttpHandler::handleRequest
                  CodeUri: none.zip
                  Environment: { Variables: { BASE: !Ref CloudinaryApiBase, TABLE: !Ref Things, QUEUE_URL: !Ref Jobs } }
                  Events:
                    Get: { Type: HttpApi, Properties: { Method: GET, Path: "/things/{id}" } }
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.imagegen.local.testing.QueueHandler::handleRequest
                  CodeUri: none.zip
                  Environment: { Variables: { RECORDER: !Ref Recorder } }
                  Events:
                    Jobs:
                      Type: SQS
                      Properties:
                        Queue: !GetAtt Jobs.Arn
                        BatchSize: 10
                        FunctionResponseTypes: [ReportBatchItemFailures]
                    Sweep: { Type: Schedule, Properties: { Schedule: rate(1 hour) } }
              Jobs:
                Type: AWS::SQS::Queue
                Properties:
                  VisibilityTimeout: 1
                  RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 2 }
              Dead: { Type: AWS::SQS::Queue }
              Things:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [ { AttributeName: pk, AttributeType: S }, { AttributeName: due, AttributeType: N } ]
                  KeySchema: [ { AttributeName: pk, KeyType: HASH } ]
                  GlobalSecondaryIndexes:
                    - IndexName: due
                      KeySchema: [ { AttributeName: pk, KeyType: HASH }, { AttributeName: due, KeyType: RANGE } ]
                      Projection: { ProjectionType: KEYS_ONLY }
                  TimeToLiveSpecification: { AttributeName: ttl, Enabled: true }
            """;

    private static final PrintStream NO_LOG = new PrintStream(OutputStream.nullOutputStream());

    private final Recorder recorder = Recorder.named("LocalSystemIT");
    private final AtomicBoolean cloudinaryRuns = new AtomicBoolean();
    private final AtomicReference<URI> notified = new AtomicReference<>();
    private final AtomicReference<String> seeded = new AtomicReference<>();
    private LocalSystem system;
    private SqsClient sqs;
    private String jobs;
    private Path dir;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        dir = temporary;
        system = LocalSystem.start(options(0, Map.of()), this::cloudinary, (dynamoDb, table) -> seeded.set(table), NO_LOG);
        sqs = system.surroundings().endpoints().sqsClient();
        jobs = system.surroundings().queueUrls().get("Jobs");
    }

    @AfterAll
    void stop() {
        sqs.close();
        system.close();
        assertFalse(cloudinaryRuns.get());
    }

    @Test
    void aRouteOfTheTemplateIsAnsweredByItsFunctionAndNoOther() throws Exception {
        assertEquals("GET /things/{id}|{id=a b}|null|false", get("/things/a%20b"));
        assertEquals("{\"message\":\"Not Found\"}", get("/other"));
    }

    @Test
    void aFunctionHasTheEnvironmentOfTheTemplateAndTheServers() throws Exception {
        assertEquals("http://cloudinary.test", get("/things/1?do=environment&name=BASE"));
        assertEquals("Things", get("/things/1?do=environment&name=TABLE"));
        assertEquals(jobs, get("/things/1?do=environment&name=QUEUE_URL"));
        assertEquals(
                system.surroundings().endpoints().dynamoDb().toString(),
                get("/things/1?do=environment&name=AWS_ENDPOINT_URL_DYNAMODB"));
    }

    @Test
    void theTableIsThereWithItsIndexAndTimeToLiveAndWasSeeded() {
        try (var dynamoDb = system.surroundings().endpoints().dynamoDbClient()) {
            var table = dynamoDb.describeTable(request -> request.tableName("Things")).table();

            assertEquals("due", table.globalSecondaryIndexes().getFirst().indexName());
            assertEquals("ttl", dynamoDb.describeTimeToLive(request -> request.tableName("Things"))
                    .timeToLiveDescription()
                    .attributeName());
        }
        assertEquals("Things", seeded.get());
    }

    @Test
    void cloudinaryIsToldTheAddressOfTheApi() {
        assertEquals(system.address(), notified.get());
    }

    @Test
    void theScheduleInvokesItsFunctionAtTheStart() throws Exception {
        recorder.await(entries -> entries.contains("scheduled"));
    }

    @Test
    void manyMessagesFlow() throws Exception {
        for (int batch = 0; batch < 50; batch++) {
            var prefix = "many-" + batch + "-";
            var entries = IntStream.range(0, 10)
                    .mapToObj(i -> SendMessageBatchRequestEntry.builder().id("" + i).messageBody(prefix + i).build())
                    .toList();
            sqs.sendMessageBatch(request -> request.queueUrl(jobs).entries(entries));
        }
        recorder.await(seen -> seen.stream().filter(entry -> entry.startsWith("many-")).count() >= 500);
    }

    @Test
    void aMessageThatFailsComesAgainAndThenGoesToTheDeadLetterQueue() throws Exception {
        send("fail-1");
        send("throw-1");

        recorder.await(seen -> count(seen, "fail-1#2") == 1 && count(seen, "throw-1#2") == 1);

        var dead = system.surroundings().queueUrls().get("Dead");
        var received = new HashSet<String>();
        while (!received.containsAll(Set.of("fail-1", "throw-1"))) {
            var messages = sqs.receiveMessage(request -> request.queueUrl(dead).waitTimeSeconds(1)).messages();
            messages.forEach(message -> received.add(message.body()));
        }
    }

    @Test
    void aMessageThatSucceedsIsDeleted() {
        send("once");
        recorder.await(seen -> count(seen, "once#1") == 1);

        Await.until(() -> waiting(jobs) == 0, () -> waiting(jobs) + " messages");
        var dead = system.surroundings().queueUrls().get("Dead");
        var given = sqs.receiveMessage(request -> request.queueUrl(dead).maxNumberOfMessages(10).visibilityTimeout(0)).messages();
        assertEquals(List.of(), given.stream().filter(message -> message.body().equals("once")).toList());
    }

    /** The messages of a queue that nobody has deleted. */
    private int waiting(String queue) {
        return sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL)).attributes()
                .entrySet().stream()
                .filter(attribute -> attribute.getKey().toString().startsWith("ApproximateNumberOfMessages"))
                .mapToInt(attribute -> Integer.parseInt(attribute.getValue()))
                .sum();
    }

    @Test
    void aPortInUseIsToldBeforeAnythingIsStarted() {
        var port = system.address().getPort();

        assertThrows(BindException.class, () -> LocalSystem.start(
                options(port, Map.of()),
                (data, gateway) -> {
                    throw new AssertionError("Cloudinary was started");
                },
                (dynamoDb, table) -> {},
                NO_LOG));
    }

    @Test
    void serversThatTheEnvironmentNamesAreUsedAndLeftRunning() throws Exception {
        var named = system.surroundings().endpoints().environment();

        try (var second = LocalSystem.start(options(0, named), this::cloudinary, (dynamoDb, table) -> {}, NO_LOG)) {
            assertEquals(system.surroundings().endpoints(), second.surroundings().endpoints());
            assertEquals(system.surroundings().queueUrls(), second.surroundings().queueUrls());
        }
        cloudinaryRuns.set(true);
        assertEquals(jobs, sqs.getQueueUrl(request -> request.queueName("Jobs")).queueUrl());
    }

    private Options options(int port, Map<String, String> environment) throws IOException {
        var template = Files.writeString(dir.resolve("template.yaml"), TEMPLATE);
        return new Options(
                template,
                Map.of("Recorder", "LocalSystemIT"),
                port,
                Optional.empty(),
                Path.of(System.getProperty("imagegen.dynamodb.lib")),
                environment);
    }

    private CloudinaryStarter.Running cloudinary(Optional<Path> data, URI gateway) {
        cloudinaryRuns.set(true);
        notified.compareAndSet(null, gateway);
        return new CloudinaryStarter.Running() {
            @Override
            public URI base() {
                return URI.create("http://cloudinary.test");
            }

            @Override
            public void close() {
                cloudinaryRuns.set(false);
            }
        };
    }

    private String get(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(system.address() + path)).build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    private void send(String body) {
        sqs.sendMessage(request -> request.queueUrl(jobs).messageBody(body));
    }

    private static long count(List<String> seen, String prefix) {
        return seen.stream().filter(entry -> entry.startsWith(prefix)).count();
    }
}
