package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.credits.Plan;
import dev.imagegen.local.Api.Reply;
import dev.imagegen.local.system.LocalSystem;
import dev.imagegen.local.system.Options;
import dev.imagegen.task.Job;
import dev.imagegen.webhook.NotificationSigner;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way, over HTTP: gateway, functions, queue, table, sandbox and Cloudinary's emulator. */
class WholeSystemIT {

    private static final Path VENDOR = Project.here().root().resolve("../shared/spec/media-generation-1.2.0.yml");
    private static final Path OURS = Project.here().root()
            .resolve("functions/generate/src/main/resources/dev/imagegen/functions/generate/openapi.json");
    private static final String PATH = "/v2/generate/{cloud_name}/";

    private static LocalSystem system;
    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        Project project = Project.here();
        var options = new Options(
                project.template(), DemoCloud.parameters(), 0, Optional.empty(), project.dynamoDbLib(), Map.of());
        var log = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        system = LocalSystem.start(options, DemoCloud.cloudinary(), DemoCloud.seeder(new Plan.Paid(OptionalLong.of(100_000))), log);
        api = new Api(system.address());
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1024, 768, png", "1024, 768, jpeg", "64, 64, png", "1024, 1024, webp", "4096, 4096, png", "720, 1280, jpeg",
    })
    void aSynchronousCallGivesAnImageOfExactlyTheStatedSizeAndFormat(int width, int height, String format) throws Exception {
        String model = format.equals("webp") || width == 4096 ? "nano-banana-2" : "flux-2-pro";
        Reply reply = api.post("text_to_image", """
                {"prompt": "a lamp", "model": {"id": "%s"}, "image_size": {"width": %d, "height": %d}, "format": "%s"}"""
                .formatted(model, width, height, format));

        assertEquals(200, reply.status(), reply.body().toString());
        var file = Api.fetch(reply.asset().get("storage").get("secure_url").textValue());
        ImageHeader header = ImageHeader.read(file.body()).orElseThrow();
        assertEquals(200, file.statusCode());
        assertEquals(reply.asset().get("width").intValue(), header.width());
        assertEquals(reply.asset().get("height").intValue(), header.height());
        assertEquals(width, header.width());
        assertEquals(height, header.height());
        assertEquals(format, header.format().wireName());
        assertEquals(reply.asset().get("bytes").intValue(), file.body().length);
    }

    @Test
    void theSameSeedGivesTheSamePictureAndAnotherSeedAnotherOne() throws Exception {
        assertEquals(checksum(1), checksum(1));
        assertNotEquals(checksum(1), checksum(2));
    }

    private static int checksum(int seed) throws Exception {
        Reply reply = api.post("text_to_image", """
                {"prompt": "a lamp", "model": {"id": "flux-2-pro"}, "seed": %d,
                 "image_size": {"width": 256, "height": 256}}""".formatted(seed));
        return Arrays.hashCode(Api.fetch(reply.asset().get("storage").get("secure_url").textValue()).body());
    }

    @Test
    void aSlowGenerationAnswersWithTheTaskAfterTheWaitAndCompletesOnce() throws Exception {
        String body = "{\"prompt\": \"a lamp sandbox:slow=8\"}";
        Reply reply = api.send(api.request("text_to_image").header("Content-Type", "application/json")
                .header("Prefer", "wait=1").POST(BodyPublishers.ofString(body)));

        assertEquals(202, reply.status());
        String location = reply.raw().headers().firstValue("Location").orElseThrow();
        assertTrue(location.endsWith("/tasks/" + reply.taskId()), location);
        JsonNode task = api.await(reply.taskId(), "completed");
        assertEquals(4, task.get("limits").get("addons_quota").get(0).get("used_by_request").intValue());
    }

    @Test
    void theSameMessageTenTimesMakesOneImageAndOneCharge() throws Exception {
        Reply reply = api.post("text_to_image", "{\"prompt\": \"a lamp sandbox:slow=5\", \"async\": true}");
        String queue = system.surroundings().queueUrls().get("JobsQueue");
        long before = remaining(api.await(reply.taskId(), "processing", "completed"));
        try (var sqs = system.surroundings().endpoints().sqsClient()) {
            for (int i = 0; i < 10; i++) {
                sqs.sendMessage(m -> m.queueUrl(queue).messageBody(Job.write(new Job.Advance(reply.taskId()))));
            }
        }
        JsonNode first = api.await(reply.taskId(), "completed");
        Reply marker = api.post("text_to_image", "{\"prompt\": \"after the ten\"}");

        assertEquals(200, marker.status());
        JsonNode last = api.get("tasks/" + reply.taskId()).body().get("data");
        assertEquals(first.get("result"), last.get("result"));
        assertEquals(before - 4, remaining(last), "only the marker was charged since");
    }

    private static long remaining(JsonNode task) {
        return task.get("limits").get("addons_quota").get(0).get("remaining").longValue();
    }

    @ParameterizedTest
    @CsvSource({
        "sandbox:refuse, 422, content_refused",
        "sandbox:cut, 502, outcome_unknown",
        "sandbox:empty, 502, provider_failed",
        "sandbox:overload, 502, provider_overloaded",
    })
    void aFailureWordFailsTheCallAndCostsNothing(String word, int status, String code) throws Exception {
        Reply reply = api.post("text_to_image", "{\"prompt\": \"a lamp " + word + "\"}");

        assertEquals(status, reply.status());
        assertEquals(code, reply.body().get("error").get("code").textValue());
        assertEquals(0, reply.body().get("limits").get("addons_quota").get(0).get("used_by_request").intValue());
    }

    @Test
    void aTemporaryImageHasAnAddressAndAnEnd() throws Exception {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Reply reply = api.post("text_to_image", "{\"prompt\": \"a lamp\", \"target\": {\"target_type\": \"temporary\"}}");

        JsonNode storage = reply.asset().get("storage");
        assertEquals(200, Api.fetch(storage.get("secure_url").textValue()).statusCode());
        Instant expiresAt = Instant.parse(storage.get("expires_at").textValue());
        // An hour from its upload, in whole seconds; the task ends after that.
        assertFalse(expiresAt.isBefore(before.plusSeconds(3600)), storage::toString);
        assertFalse(expiresAt.isAfter(Instant.parse(reply.asset().get("created_at").textValue()).plusSeconds(3600)), storage::toString);
    }

    @Test
    void aReferenceIsUsed() throws Exception {
        String asset = api.post("text_to_image", "{\"prompt\": \"a bottle\"}").asset().get("storage").get("asset_id").textValue();

        Reply reply = api.post("image_to_image", """
                {"prompt": "on a table", "reference_images": [{"source_type": "managed_asset", "asset_id": "%s"}]}"""
                .formatted(asset));
        Reply missing = api.post("image_to_image", """
                {"prompt": "on a table", "reference_images": [{"source_type": "managed_asset", "asset_id": "%s"}]}"""
                .formatted("0".repeat(32)));
        Reply inner = api.post("image_to_image", """
                {"prompt": "on a table", "reference_images": [{"source_type": "url", "url": "https://127.0.0.1/a.png"}]}""");

        assertEquals(200, reply.status(), reply.body().toString());
        assertEquals(404, missing.status());
        assertEquals("reference_not_found", missing.body().get("error").get("code").textValue());
        assertEquals(400, inner.status());
        assertEquals("reference_images[0].url", inner.body().get("error").get("details").get("field").textValue());
    }

    @Test
    void aDeletedAssetIsSaidInItsTask() throws Exception {
        Reply reply = api.post("text_to_image", "{\"prompt\": \"a lamp\", \"async\": true}");
        JsonNode task = api.await(reply.taskId(), "completed");
        String asset = task.get("result").get("assets").get(0).get("storage").get("asset_id").textValue();
        String body = "{\"notification_type\": \"delete\", \"resources\": [{\"asset_id\": \"" + asset + "\"}]}";
        String now = String.valueOf(Instant.now().getEpochSecond());
        String signature = new NotificationSigner(SignatureAlgorithm.SHA256, DemoCloud.WEBHOOK_SECRET)
                .sign(body.getBytes(StandardCharsets.UTF_8), now);
        HttpRequest.Builder request = HttpRequest.newBuilder(system.address().resolve("/webhooks/cloudinary"))
                .header("Content-Type", "application/json")
                .header("X-Cld-Timestamp", now)
                .header("X-Cld-Signature", signature)
                .POST(BodyPublishers.ofString(body));

        assertEquals(200, api.send(request).status());
        assertTrue(api.get("tasks/" + reply.taskId()).body().get("notices").toString().contains("deleted"));
        assertEquals(401, api.send(request.setHeader("X-Cld-Signature", "0".repeat(40))).status());
    }

    @Test
    void realAnswersFitOurOwnDocument() throws Exception {
        answersFit(Schemas.of(OURS), PATH);
    }

    @Test
    void realAnswersFitTheVendorsDocument() throws Exception {
        assumeTrue(Files.exists(VENDOR), "the vendor's document is not here");
        answersFit(Schemas.of(VENDOR), "/generate/{cloud_name}/");
    }

    private static void answersFit(Schemas schemas, String base) throws Exception {
        fits(schemas, base, "text_to_image", 200, api.post("text_to_image", "{\"prompt\": \"a lamp\"}"));
        fits(schemas, base, "text_to_image", 200, api.post("text_to_image", """
                {"prompt": "a lamp", "model": {"family": "flux"}, "seed": 1, "target": {"target_type": "temporary"}, "x": 1}"""));
        fits(schemas, base, "text_to_image", 400, api.post("text_to_image", "{}"));
        fits(schemas, base, "text_to_image", 422, api.post("text_to_image", "{\"prompt\": \"sandbox:refuse\"}"));
        fits(schemas, base, "text_to_image", 502, api.post("text_to_image", "{\"prompt\": \"sandbox:empty\"}"));
        fits(schemas, base, "text_to_image", 401,
                api.send(api.request("text_to_image").setHeader("Authorization", "Basic eDp5").POST(BodyPublishers.noBody())));
        fits(schemas, base, "image_to_image", 403,
                api.send(api.request("/v2/generate/other/image_to_image").POST(BodyPublishers.noBody())));
        fits(schemas, base, "image_to_image", 404, api.post("image_to_image", """
                {"prompt": "a", "reference_images": [{"source_type": "managed_asset", "asset_id": "%s"}]}"""
                .formatted("0".repeat(32))));
        Reply accepted = api.post("text_to_image", "{\"prompt\": \"a lamp\", \"async\": true}");
        fits(schemas, base, "text_to_image", 202, accepted);
        api.await(accepted.taskId(), "completed");
        fitsTask(schemas, base, 200, api.get("tasks/" + accepted.taskId()));
        Reply failing = api.post("text_to_image", "{\"prompt\": \"sandbox:refuse\", \"async\": true}");
        api.await(failing.taskId(), "failed");
        fitsTask(schemas, base, 200, api.get("tasks/" + failing.taskId()));
        fitsTask(schemas, base, 404, api.get("tasks/0123456789abcdef"));
        fitsTask(schemas, base, 400, api.get("tasks/xyz"));
    }

    private static void fits(Schemas schemas, String base, String route, int status, Reply reply) {
        assertEquals(status, reply.status(), reply.body().toString());
        assertEquals(Set.of(), schemas.problems(base + route, "post", status, reply.body()), reply.body().toString());
    }

    private static void fitsTask(Schemas schemas, String base, int status, Reply reply) {
        assertEquals(status, reply.status(), reply.body().toString());
        assertEquals(Set.of(), schemas.problems(base + "tasks/{task_id}", "get", status, reply.body()), reply.body().toString());
    }
}
