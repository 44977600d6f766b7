package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.aws.DynamoTaskStore;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Budget;
import dev.imagegen.local.Api.Reply;
import dev.imagegen.local.dynamodb.DynamoDbProcess;
import dev.imagegen.local.receive.ReceiverServer;
import dev.imagegen.local.servers.Endpoints;
import dev.imagegen.local.system.LocalSystem;
import dev.imagegen.local.system.Options;
import dev.imagegen.local.template.TablePolicy;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Await;
import dev.imagegen.testing.Samples;
import dev.imagegen.time.Sleeper;
import dev.imagegen.webhook.NotificationSigner;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The whole system over a table that lets each function do what the template's policy says, and no more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TablePolicyIT {

    private static final String LIMITED = """
            {"name": "shop", "monthly_credits": 500, "requests_per_second": 900, "concurrent_tasks": 5}""";

    private final Printed told = new Printed();
    private DynamoDbProcess dynamo;
    private GuardedTable table;
    private LocalSystem system;
    private ReceiverServer receiver;
    private Api api;

    @BeforeAll
    void start() throws IOException {
        Project project = Project.here();
        dynamo = DynamoDbProcess.start(project.dynamoDbLib(), Optional.empty());
        table = GuardedTable.start(dynamo.endpoint(), policies());
        receiver = ReceiverServer.start(0, 200, DemoCloud.SIGNING_SECRET, Clock.systemUTC(), told.stream());
        var options = new Options(project.template(), DemoCloud.parameters(), 0, Optional.empty(), project.dynamoDbLib(),
                Map.of("AWS_ENDPOINT_URL_DYNAMODB", table.address().toString()));
        var log = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        system = LocalSystem.start(options, DemoCloud.cloudinary(), DemoCloud.seeder(DemoCloud.UNLIMITED), log);
        api = new Api(system.address());
    }

    private static Map<String, TablePolicy> policies() throws IOException {
        return Map.of(
                "GenerateFunction", TablePolicy.of("GenerateFunction"),
                "WorkerFunction", TablePolicy.of("WorkerFunction"),
                "WebhookFunction", TablePolicy.of("WebhookFunction"));
    }

    @AfterAll
    void stop() {
        system.close();
        receiver.close();
        table.close();
        dynamo.close();
    }

    @Test
    void theWholeSystemWorksWithinItsPolicies() throws Exception {
        imagesAndWhatBecomesOfThem();
        keysAndSettings();
        whatCloudinaryTells();

        assertEquals(List.of(), table.denied());
        assertEquals(
                table.written("WebhookFunction"),
                TablePolicy.of("WebhookFunction").leadingKeys("dynamodb:PutItem").stream()
                        .map(pattern -> pattern.replace("*", ""))
                        .collect(Collectors.toSet()),
                "the webhook function may write what it writes, and nothing else");
        assertFalse(table.written("WorkerFunction").contains("KEY#"), "nor does the worker write among the keys");
    }

    private void imagesAndWhatBecomesOfThem() throws Exception {
        Reply made = api.post("text_to_image", "{\"prompt\": \"a lamp\", \"reuse\": true}");
        assertEquals(200, made.status(), made.body().toString());
        assertEquals(200, api.post("text_to_image", "{\"prompt\": \"a lamp\", \"reuse\": true}").status());
        assertEquals(200, api.post("text_to_image", "{\"prompt\": \"a lamp\", \"target\": {\"target_type\": \"temporary\"}}").status());
        assertEquals(200, api.post("text_to_image?dry_run=true", "{\"prompt\": \"a lamp\"}").status());
        String asset = made.asset().get("storage").get("asset_id").textValue();
        assertEquals(200, api.post("image_to_image", """
                {"prompt": "on a table", "reference_images": [{"source_type": "managed_asset", "asset_id": "%s"}]}"""
                .formatted(asset)).status());
        assertEquals(502, api.post("text_to_image", "{\"prompt\": \"sandbox:cut\"}").status());
        HttpRequest.Builder repeated = api.request("text_to_image").header("Content-Type", "application/json")
                .header("Idempotency-Key", "once").POST(BodyPublishers.ofString("{\"prompt\": \"a boat\"}"));
        assertEquals(200, api.send(repeated).status());
        assertEquals(200, api.send(repeated).status());
        Reply told = api.post("text_to_image",
                "{\"prompt\": \"a lamp\", \"async\": true, \"notification_url\": \"%s\"}".formatted(receiver.address()));
        api.await(told.taskId(), "completed");
        delivered(told.taskId());
        assertEquals(202, api.post("tasks/" + told.taskId() + "/deliveries", "{}").status());
        Reply later = api.post("text_to_image", "{\"prompt\": \"sandbox:slow=2\", \"async\": true}");
        int canceled = api.send(api.request("tasks/" + later.taskId()).DELETE()).status();
        assertTrue(canceled == 200 || canceled == 409, "by who came first");
        for (String route : List.of("tasks", "tasks?status=completed&key=demo-key", "usage", "models", "tasks/" + told.taskId())) {
            assertEquals(200, api.get(route).status(), route);
        }
    }

    private void delivered(String taskId) throws Exception {
        Await.value(() -> Optional.of(api.get("tasks/" + taskId + "/deliveries").body().at("/data/deliveries"))
                .filter(deliveries -> !deliveries.isEmpty()), () -> "no delivery");
    }

    private void keysAndSettings() throws Exception {
        JsonNode key = api.post("keys", LIMITED).body().get("data");
        var client = api.as(key.get("api_key").textValue(), key.get("api_secret").textValue());
        assertEquals(200, client.post("text_to_image", "{\"prompt\": \"a cup\"}").status());
        assertEquals(200, api.get("keys").status());
        assertEquals(204, api.status(api.request("keys/" + key.get("api_key").textValue()).DELETE()));
        assertEquals(200, api.send(api.request("plan").header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"plan\": \"paid\", \"spending_limit\": null}"))).status());
        assertEquals(200, api.get("plan").status());
        Reply secret = api.post("webhook_settings/secrets", "{}");
        assertEquals(201, secret.status(), secret.body().toString());
        assertEquals(200, api.get("webhook_settings").status());
    }

    private void whatCloudinaryTells() throws Exception {
        Reply judged = api.post("text_to_image", """
                {"prompt": "a lamp", "target": {"target_type": "managed_asset", "upload_preset": "moderated"}}""");
        String asset = judged.asset().get("storage").get("asset_id").textValue();
        tell("{\"notification_type\": \"delete\", \"resources\": [{\"asset_id\": \"" + asset + "\"}]}");
        Task left = leftByADeadWorker();
        String publicId = "shop/left";
        tell("""
                {"notification_type": "upload", "asset_id": "%s", "public_id": "%s", "version": %d, "format": "png",
                 "width": 512, "height": 384, "bytes": 1234, "type": "upload", "resource_type": "image",
                 "secure_url": "%s/demo/image/upload/v1/%s.png", "created_at": "%s",
                 "context": {"custom": {"imagegen_task": "%s"}}}""".formatted("a".repeat(32), publicId,
                Instant.now().minusSeconds(600).getEpochSecond(), cloudinary(), publicId, Instant.now().minusSeconds(600), left.id()));
        assertEquals("completed", api.get("tasks/" + left.id()).body().get("data").get("status").textValue());
        // Whoever held its public id holds it no longer.
        tell("{\"notification_type\": \"delete\", \"resources\": [{\"asset_id\": \"" + "a".repeat(32) + "\"}]}");
    }

    /** Of a key that may have few tasks at once, so that its end gives a place back. */
    private Task leftByADeadWorker() {
        try (var client = new Endpoints(dynamo.endpoint(), system.surroundings().endpoints().sqs()).dynamoDbClient()) {
            var store = new DynamoTaskStore(client, "Table", Sleeper.ofThread(), new Random(1));
            var budget = new Budget(Allowance.unlimited(), Allowance.unlimited(), OptionalInt.of(5));
            var target = new Target.Managed(Optional.of("shop/left"), Optional.empty());
            Task sample = Samples.task("demo", "demo-key", target, 3, budget);
            Instant now = Instant.now();
            Task queued = new Task("f".repeat(32), "demo", "demo-key", sample.requestId(), sample.order(), List.of(),
                    sample.reservation(), now.minusSeconds(700), now.plus(Duration.ofDays(1)), 0, 0,
                    new TaskState.Queued(now.plus(Duration.ofHours(1))));
            store.accept(queued);
            Task running = queued.claimed("a dead worker", now.minusSeconds(650), now.minusSeconds(610));
            assertTrue(store.replace(queued, running));
            return running;
        }
    }

    private String cloudinary() {
        return system.surroundings().functions().stream()
                .flatMap(f -> Optional.ofNullable(f.environment().get("DELIVERY_BASE")).stream())
                .findFirst()
                .orElseThrow();
    }

    private void tell(String body) throws Exception {
        String now = String.valueOf(Instant.now().getEpochSecond());
        String signature = new NotificationSigner(SignatureAlgorithm.SHA1, DemoCloud.WEBHOOK_SECRET)
                .sign(body.getBytes(StandardCharsets.UTF_8), now);
        Reply reply = api.send(HttpRequest.newBuilder(system.address().resolve("/webhooks/cloudinary"))
                .header("Content-Type", "application/json")
                .header("X-Cld-Timestamp", now)
                .header("X-Cld-Signature", signature)
                .POST(BodyPublishers.ofString(body)));
        assertEquals(200, reply.status(), reply.body().toString());
    }
}
