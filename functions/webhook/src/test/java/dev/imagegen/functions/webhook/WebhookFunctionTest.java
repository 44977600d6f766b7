package dev.imagegen.functions.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.delivery.DeliveryMessages;
import dev.imagegen.flow.Endings;
import dev.imagegen.log.Log;
import dev.imagegen.task.EventLog;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.InMemoryTable;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.RecordingJobs;
import dev.imagegen.testing.Samples;
import dev.imagegen.webhook.EventReader;
import dev.imagegen.webhook.NotificationSigner;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookFunctionTest {

    private static final URI DELIVERY = URI.create("https://example.com");
    private static final String SECRET = "not-a-real-secret";
    private static final String DELETE = """
            {"notification_type": "delete", "resources": [{"asset_id": "a1", "public_id": "imagegen/lamp"}]}""";

    private final MutableClock clock = new MutableClock();
    private final RecordingJobs jobs = new RecordingJobs();
    private final InMemoryTable table = new InMemoryTable();
    private final Log log = new Log(new PrintStream(OutputStream.nullOutputStream()), clock);
    private final WebhookFunction webhook = function(table);
    private Task task;

    private WebhookFunction function(EventLog events) {
        return new WebhookFunction(new Wiring(table, table, jobs, new RecordingJobs(), events, DELIVERY, () -> List.of("the-old-one", SECRET), clock, new Random(1), log));
    }

    @BeforeEach
    void complete() {
        Task queued = Samples.task(Samples.CLOUD, Target.DEFAULT, 3, Allowance.unlimited());
        table.accept(queued);
        task = queued.claimed("worker", clock.instant(), clock.instant().plusSeconds(60));
        table.replace(queued, task);
        new Endings(table, new DeliveryMessages(new RecordingJobs(), log), clock, log).complete(task, Samples.stored("a1"), OptionalLong.of(42), OptionalLong.empty(), List.of());
    }

    private Map<String, String> signed(String body, SignatureAlgorithm algorithm, Instant at) {
        String timestamp = String.valueOf(at.getEpochSecond());
        String signature = new NotificationSigner(algorithm, SECRET).sign(body.getBytes(StandardCharsets.UTF_8), timestamp);
        return new HashMap<>(Map.of("x-cld-timestamp", timestamp, "x-cld-signature", signature));
    }

    private APIGatewayV2HTTPResponse deliver(WebhookFunction function, String body, Map<String, String> headers, boolean base64) {
        String sent = base64 ? Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)) : body;
        return function.handleRequest(
                APIGatewayV2HTTPEvent.builder().withBody(sent).withIsBase64Encoded(base64).withHeaders(headers).build(), null);
    }

    private boolean gone() {
        var state = table.find(task.id()).orElseThrow().state();
        return assertInstanceOf(TaskState.Completed.class, state).assetGone().isPresent();
    }

    private void refused(APIGatewayV2HTTPResponse response) {
        assertEquals(401, response.getStatusCode());
        assertEquals("invalid_signature", Json.parse(response.getBody()).get("error").get("code").textValue());
        assertFalse(gone());
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void anEventIsAppliedByEitherDigest(SignatureAlgorithm algorithm) {
        var response = deliver(webhook, DELETE, signed(DELETE, algorithm, clock.instant()), false);

        assertEquals(200, response.getStatusCode());
        assertTrue(gone());
    }

    @Test
    void aBodyInBase64IsVerifiedOverItsBytes() {
        String body = DELETE.replace("lamp", "größe/水筒");

        assertEquals(200, deliver(webhook, body, signed(body, SignatureAlgorithm.SHA1, clock.instant()), true).getStatusCode());
        assertTrue(gone());
    }

    @Test
    void headerNamesMayBeWrittenInAnyCase() {
        Map<String, String> headers = signed(DELETE, SignatureAlgorithm.SHA1, clock.instant());
        headers.put("X-CLD-Timestamp", headers.remove("x-cld-timestamp"));
        headers.put("X-Cld-SIGNATURE", headers.remove("x-cld-signature"));

        assertEquals(200, deliver(webhook, DELETE, headers, false).getStatusCode());
    }

    @Test
    void anotherBodyThanTheSignedOneIsRefused() {
        refused(deliver(webhook, DELETE + " ", signed(DELETE, SignatureAlgorithm.SHA1, clock.instant()), false));
    }

    @Test
    void missingHeadersAreRefused() {
        refused(deliver(webhook, DELETE, Map.of(), false));
        refused(deliver(webhook, DELETE, null, false));
    }

    @Test
    void anOldTimestampAndOneOfTheFutureAreRefused() {
        refused(deliver(webhook, DELETE, signed(DELETE, SignatureAlgorithm.SHA1, clock.instant().minusSeconds(7201)), false));
        refused(deliver(webhook, DELETE, signed(DELETE, SignatureAlgorithm.SHA1, clock.instant().plusSeconds(301)), false));
    }

    @Test
    void theNamedKeyChoosesTheSecret() {
        var function = new WebhookFunction(new Wiring(
                table, table, jobs, new RecordingJobs(), table, DELIVERY, () -> List.of("111:another", "222:" + SECRET), clock, new Random(1), log));
        String ofAnother = DELETE.replaceFirst("\\{", "{\"signature_key\": \"111\", ");
        String ofThis = ofAnother.replace("111", "222");

        refused(deliver(function, ofAnother, signed(ofAnother, SignatureAlgorithm.SHA1, clock.instant()), false));
        assertEquals(200, deliver(function, ofThis, signed(ofThis, SignatureAlgorithm.SHA1, clock.instant()), false).getStatusCode());
    }

    @Test
    void aBodyThatIsNotTheBase64ThatItIsSaidToBeIsRefused() {
        refused(webhook.handleRequest(APIGatewayV2HTTPEvent.builder().withBody("%%%").withIsBase64Encoded(true)
                .withHeaders(signed("%%%", SignatureAlgorithm.SHA1, clock.instant())).build(), null));
    }

    @Test
    void aRefusedNotificationWritesNothing() {
        String rename = """
                {"notification_type": "rename", "asset_id": "b1", "from_public_id": "a", "to_public_id": "b"}""";

        refused(deliver(webhook, rename, signed(rename + " ", SignatureAlgorithm.SHA1, clock.instant()), false));

        assertEquals(List.of(), jobs.sent());
        assertFalse(table.applied(new EventReader().id(rename.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void anEventBeforeItsTaskIsDurableWhenItIsAcknowledged() {
        String rename = """
                {"notification_type": "rename", "asset_id": "b1", "from_public_id": "a", "to_public_id": "b"}""";

        assertEquals(200, deliver(webhook, rename, signed(rename, SignatureAlgorithm.SHA1, clock.instant()), false).getStatusCode());

        assertInstanceOf(Job.Told.class, jobs.sent().getLast().job());
    }

    @Test
    void aSignedBodyThatIsNoJsonIsA400() {
        var response = deliver(webhook, "{", signed("{", SignatureAlgorithm.SHA1, clock.instant()), false);

        assertEquals(400, response.getStatusCode());
    }

    private APIGatewayV2HTTPResponse generated(String task, Instant at) {
        String body = "{\"notification_type\": \"generate_image\", \"task_id\": \"" + task + "\", \"http_status\": 200}";
        return webhook.handleRequest(APIGatewayV2HTTPEvent.builder()
                .withBody(body)
                .withHeaders(signed(body, SignatureAlgorithm.SHA256, at))
                .withQueryStringParameters(Map.of("task", task))
                .build(), null);
    }

    @Test
    void aGenerationThatHasEndedHasItsTaskLookedAtOnce() {
        assertEquals(200, generated(task.id(), clock.instant()).getStatusCode());
        assertEquals(200, generated(task.id(), clock.instant()).getStatusCode());

        assertEquals(List.of(new RecordingJobs.Sent(new Job.Advance(task.id()), Duration.ZERO)), jobs.sent());
    }

    @Test
    void aGenerationThatNobodySignedOrThatNamesNoTaskIsNotLookedAt() {
        assertEquals(401, generated(task.id(), clock.instant().minusSeconds(10_000)).getStatusCode());
        assertEquals(200, generated("../x", clock.instant()).getStatusCode());

        assertEquals(List.of(), jobs.sent());
    }

    @Test
    void aQueueThatDoesNotAnswerIsAReasonToBeToldAgain() {
        jobs.breakDown();

        assertEquals(500, generated(task.id(), clock.instant()).getStatusCode());
    }

    @Test
    void anEventThatCouldNotBeRecordedIsAskedForAgain() {
        EventLog broken = new EventLog() {
            @Override
            public boolean applied(String eventId) {
                return false;
            }

            @Override
            public void record(String eventId, Instant until) {
                throw new IllegalStateException("The table cannot be reached");
            }
        };

        var response = deliver(function(broken), DELETE, signed(DELETE, SignatureAlgorithm.SHA1, clock.instant()), false);

        assertEquals(500, response.getStatusCode());
        assertFalse(response.getBody().contains("table"), response.getBody());
    }

    /** The same answer as for another kind: it is well signed, and nothing that we could know. */
    @ParameterizedTest
    @ValueSource(strings = {
        "{'notification_type': 'delete', 'resources': [{'asset_id': '%s'}]}",
        "{'notification_type': 'delete', 'asset_id': '%s'}",
        "{'notification_type': 'moderation', 'asset_id': '%s', 'moderation_kind': 'manual', 'moderation_status': 'rejected'}",
        "{'notification_type': 'rename', 'asset_id': '%s', 'from_public_id': 'a', 'to_public_id': 'b'}",
        "{'notification_type': 'eager', 'asset_id': '%s'}",
        "{'notification_type': 'upload', 'asset_id': '%s', 'public_id': 'a', 'version': 1, 'secure_url': 'https://a', 'format': 'png',"
                + " 'width': 1, 'height': 1, 'bytes': 1}",
        "{'notification_type': 'upload', 'asset_id': 'b1', 'public_id': 'a', 'version': 1, 'secure_url': 'https://a', 'format': 'png',"
                + " 'width': 1, 'height': 1, 'bytes': 1, 'context': {'custom': {'imagegen_task': '%s'}}}",
        "{'notification_type': 'generate_image', 'task_id': '%s'}",
        "{'notification_type': 'upload', 'request_id': '%s'}",
        "{'notification_type': '%s'}",
        "{'notification_type': 'upload', 'signature_key': '%s'}",
    })
    void signedEventWithAHugeIdChangesNothing(String event) {
        for (String id : List.of("a".repeat(3_000), "0".repeat(3_000), "\\u0000", "ü".repeat(700))) {
            String body = event.replace('\'', '"').formatted(id);

            var response = deliver(webhook, body, signed(body, SignatureAlgorithm.SHA1, clock.instant()), false);

            assertEquals(200, response.getStatusCode(), response.getBody());
        }
        assertFalse(gone());
        assertEquals(List.of(), jobs.sent());
    }

    @Test
    void aKindThatIsNotKnownIsAcknowledged() {
        String body = "{\"notification_type\": \"create_folder\"}";

        assertEquals(200, deliver(webhook, body, signed(body, SignatureAlgorithm.SHA1, clock.instant()), false).getStatusCode());
    }
}
