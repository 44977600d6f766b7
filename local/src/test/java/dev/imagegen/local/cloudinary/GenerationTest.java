package dev.imagegen.local.cloudinary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Json;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.cloudinary.EmulatorClient.Got;
import dev.imagegen.webhook.NotificationSigner;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class GenerationTest {

    private record Notification(byte[] body, String timestamp, String signature) {}

    private final SettableClock clock = new SettableClock();
    private final Semaphore steps = new Semaphore(0);
    private final BlockingQueue<Notification> notifications = new LinkedBlockingQueue<>();
    private HttpServer receiver;
    private CloudinaryEmulator emulator;
    private EmulatorClient client;

    @BeforeEach
    void start() throws IOException {
        var account = new Account(EmulatorClient.ACCOUNT.apiKey(), EmulatorClient.ACCOUNT.apiSecret());
        emulator = CloudinaryEmulator.start(new EmulatorSettings(0, Map.of("acme-demo", account, "other", account),
                Optional.empty(), clock, new Random(1), this::step, Duration.ofSeconds(4)));
        client = new EmulatorClient(emulator.baseUrl());
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            try (exchange) {
                notifications.add(new Notification(exchange.getRequestBody().readAllBytes(),
                        exchange.getRequestHeaders().getFirst("X-Cld-Timestamp"),
                        exchange.getRequestHeaders().getFirst("X-Cld-Signature")));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        emulator.close();
        receiver.stop(0);
    }

    @Test
    void anOrderIsPendingThenProcessingThenCompleted() {
        Got accepted = order("{'prompt': 'A lake', 'async': true}");

        assertEquals(202, accepted.status());
        assertEquals("pending", accepted.json().at("/data/status").asText());
        String id = accepted.json().at("/data/task_id").asText();
        assertTrue(id.matches("[a-f0-9]{64}"), id);
        assertEquals("pending", task(id).at("/data/status").asText());
        steps.release();
        await(id, "processing");
        assertTrue(task(id).at("/data/result").isMissingNode());
        steps.release();
        JsonNode done = await(id, "completed");
        assertEquals("nano-banana-2", done.at("/data/result/assets/0/model/id").asText());
        assertEquals(9, done.at("/data/limits/addons_quota/0/used_by_request").asInt());
        assertTrue(done.at("/limits").isMissingNode());
        assertEquals(1, emulator.generations());
        assertEquals(1, emulator.billed());
    }

    @Test
    void aSynchronousOrderIsAnsweredWithTheAsset() {
        steps.release(2);

        Got got = order("""
                {'prompt': 'A lake', 'model': {'family': 'flux'}, 'image_size': {'aspect_ratio': '16:9', 'resolution': '2K'},
                 'format': 'jpeg', 'seed': 7, 'target': {'target_type': 'managed_asset', 'public_id': 'gen/lake'}}""");

        assertEquals(200, got.status());
        JsonNode asset = got.json().at("/data/assets/0");
        assertEquals("flux-2-klein-9b", asset.at("/model/id").asText());
        assertEquals(7, asset.path("seed").asInt());
        assertEquals("gen/lake", asset.at("/storage/public_id").asText());
        assertTrue(got.json().has("limits"));
        byte[] image = client.get(asset.at("/storage/secure_url").asText()).response().body();
        assertEquals(new ImageHeader(ImageFormat.JPEG, 2048, 1152), ImageHeader.read(image).orElseThrow());
        assertEquals(image.length, asset.path("bytes").asInt());
        Got info = resource("gen/lake");
        assertEquals(asset.at("/storage/asset_id"), info.json().path("asset_id"));
        assertEquals(asset.at("/storage/version"), info.json().path("version"));
    }

    @Test
    void anAssetThatIsGeneratedAgainKeepsItsAssetId() {
        steps.release(4);
        String order = "{'prompt': 'A lake', 'target': {'target_type': 'managed_asset', 'public_id': 'lake'}}";

        JsonNode first = order(order).json().at("/data/assets/0/storage");
        JsonNode second = order(order).json().at("/data/assets/0/storage");

        assertEquals(first.path("asset_id"), second.path("asset_id"));
        assertTrue(second.path("version").asLong() > first.path("version").asLong());
    }

    @Test
    void aTemporaryAssetIsGoneAfterAWhile() {
        steps.release(2);
        JsonNode storage = order("{'prompt': 'A lake', 'target': {'target_type': 'temporary'}}").json().at("/data/assets/0/storage");

        URI url = URI.create(storage.path("secure_url").asText());
        assertTrue(url.getPath().matches("/v2/acme-demo/uploads/[0-9a-f]{32}/stream"), url.getPath());
        Got got = client.get(url.toString());
        assertEquals("application/octet-stream", got.header("Content-Type"));
        assertTrue(ImageHeader.read(got.response().body()).isPresent());
        clock.advance(Duration.ofMinutes(10));
        assertEquals(404, client.get(url.toString()).status());
    }

    @Test
    void theWebhookIsSignedAndNamesTheTask() throws InterruptedException {
        steps.release(2);
        Got accepted = order("{'prompt': 'A lake', 'async': true, 'notification_url': '" + hook() + "'}");

        Notification notification = notifications.take();
        JsonNode body = Json.parse(new String(notification.body(), UTF_8));
        assertEquals(accepted.json().at("/data/task_id"), body.path("task_id"));
        assertEquals("generate_image", body.path("notification_type").asText());
        assertEquals("text_to_image", body.path("operation_name").asText());
        assertEquals(200, body.path("http_status").asInt());
        assertTrue(body.path("error").isNull());
        assertTrue(body.at("/data/assets/0/storage/secure_url").isTextual());
        assertEquals(new NotificationSigner(SignatureAlgorithm.SHA1, EmulatorClient.ACCOUNT.apiSecret())
                .sign(notification.body(), notification.timestamp()), notification.signature());
    }

    @Test
    void theWebhookOfAFailureCarriesAnError() throws InterruptedException {
        steps.release(2);
        order("{'prompt': 'A lake emulate:refuse-output', 'async': true, 'notification_url': '" + hook() + "'}");

        JsonNode body = Json.parse(new String(notifications.take().body(), UTF_8));
        assertEquals(422, body.path("http_status").asInt());
        assertEquals("user_error", body.at("/error/category").asText());
        assertTrue(body.path("data").isNull());
        assertEquals(0, emulator.billed());
    }

    @Test
    void withoutAWebhookOnlyAskingHelps() {
        steps.release(4);
        Got quiet = order("{'prompt': 'A lake emulate:no-webhook', 'async': true, 'notification_url': '" + hook() + "'}");
        await(quiet.json().at("/data/task_id").asText(), "completed");

        assertTrue(notifications.isEmpty());
    }

    @Test
    void withTheWebhookOnlyAskingHelpsAfterItWasSent() throws InterruptedException {
        steps.release(2);
        String id = order("{'prompt': 'A lake emulate:webhook-only', 'async': true, 'notification_url': '" + hook() + "'}")
                .json().at("/data/task_id").asText();

        notifications.take();
        await(id, "completed");
    }

    @Test
    void aReceiverThatIsGoneChangesNothing() {
        receiver.stop(0);
        steps.release(2);
        String id = order("{'prompt': 'A lake', 'async': true, 'notification_url': '" + hook() + "'}")
                .json().at("/data/task_id").asText();

        await(id, "completed");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "[]", "{}", "{'prompt': ''}", "{'prompt': 7}", "{'prompt': null}", "{'prompt': 'a', 'model': 'flux'}",
        "{'prompt': 'a', 'model': {}}", "{'prompt': 'a', 'model': {'id': 'flux-9'}}",
        "{'prompt': 'a', 'model': {'id': 'flux-2-pro-edit'}}", "{'prompt': 'a', 'model': {'id': 'flux-2-pro', 'tier': 'premium'}}",
        "{'prompt': 'a', 'model': {'family': 'muse'}}", "{'prompt': 'a', 'model': {'mode': 'manual'}}",
        "{'prompt': 'a', 'image_size': {'width': 64}}", "{'prompt': 'a', 'image_size': {'width': 63, 'height': 64}}",
        "{'prompt': 'a', 'image_size': {'width': 64, 'height': 4097}}",
        "{'prompt': 'a', 'image_size': {'width': 64, 'height': 64, 'aspect_ratio': '1:1'}}",
        "{'prompt': 'a', 'image_size': {'aspect_ratio': '4:5'}}", "{'prompt': 'a', 'image_size': {'resolution': '1K'}}",
        "{'prompt': 'a', 'image_size': {'aspect_ratio': '1:1', 'resolution': '8K'}}", "{'prompt': 'a', 'format': 'jpg'}",
        "{'prompt': 'a', 'seed': -1}", "{'prompt': 'a', 'seed': '1'}", "{'prompt': 'a', 'async': 'yes'}",
        "{'prompt': 'a', 'notification_url': 'nowhere'}", "{'prompt': 'a', 'target': {}}",
        "{'prompt': 'a', 'target': {'target_type': 'temporary', 'public_id': 'x'}}",
        "{'prompt': 'a', 'target': {'target_type': 'managed_asset', 'folder': 'x'}}",
        "{'prompt': 'a', 'target': {'target_type': 'managed_asset', 'public_id': '/x'}}",
        "{'prompt': 'a', 'target': {'target_type': 'managed_asset', 'upload_preset': 'unknown'}}",
    })
    void anOrderThatBreaksTheContractIsRefusedInTheEnvelope(String body) {
        Got got = order(body);

        assertEquals(400, got.status());
        assertEquals("user_error", got.json().at("/error/category").asText());
        assertTrue(got.json().at("/error/code").isTextual() && got.json().path("request_id").isTextual());
        assertEquals(0, emulator.generations());
    }

    @Test
    void anUnknownFieldBesideTheOthersIsIgnored() {
        steps.release(2);
        assertEquals(200, order("{'prompt': 'a', 'brand_new': 1}").status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[] | 400", "null | 400", "['a'] | 400", "[{'source_type': 'url'}] | 400",
        "[{'source_type': 'url', 'url': 'http://example.com/a.png'}] | 400",
        "[{'source_type': 'url', 'url': 'https://example.com/a.png'}] | 404",
        "[{'source_type': 'url', 'url': 'BASE/acme-demo/image/upload/v1/none.png'}] | 404",
        "[{'source_type': 'managed_asset', 'asset_id': 'ffffffffffffffffffffffffffffffff'}] | 404",
        "[{'source_type': 'managed_asset', 'asset_id': 'a', 'url': 'b'}] | 400",
        "[{'source_type': 'brand_new'}] | 400",
    })
    void aReferenceThatCannotBeUsedIsRefused(String references, int status) {
        Got got = post("image_to_image", "{'prompt': 'a', 'reference_images': %s}".formatted(
                references.replace("BASE", emulator.baseUrl().toString())), EmulatorClient.basic());

        assertEquals(status, got.status());
    }

    @Test
    void aStoredAssetIsAReferenceAndAModelTakesAsManyAsItCan() {
        steps.release(2);
        String id = client.upload(EmulatorClient.picture("png", 30, 20), Map.of("public_id", "r")).text("asset_id");
        String one = "{'source_type': 'managed_asset', 'asset_id': '" + id + "'}";

        assertEquals(200, edit("nano-banana-2-edit", one + "," + one).status());
        assertEquals(400, edit("recraft-v3-edit", one + "," + one).status());
        assertEquals(400, edit("recraft-v4-edit", one).status());
        assertEquals(400, edit("flux-2-pro", one).status());
    }

    @Test
    void withoutTheCredentialsNothingIsTold() {
        Got got = post("text_to_image", "{'prompt': 'a'}", "Basic eDp5");

        assertEquals(401, got.status());
        assertEquals("auth_error", got.json().at("/error/category").asText());
    }

    @Test
    void aTaskOfAnotherCloudIsNotThere() {
        String id = order("{'prompt': 'a', 'async': true}").json().at("/data/task_id").asText();

        assertEquals(404, get("/v2/generate/other/tasks/" + id).status());
        assertEquals(404, get("/v2/generate/acme-demo/tasks/ffff").status());
        assertEquals(404, get("/v2/generate/acme-demo/models").status());
    }

    @Test
    void callsFailOnPurposeInTheEnvelope() {
        emulator.failNext(Route.GENERATE, 1, 502);

        Got got = order("{'prompt': 'a'}");

        assertEquals(502, got.status());
        assertEquals("server_error", got.json().at("/error/category").asText());
        assertEquals(0, emulator.generations());
    }

    @Test
    void aQuotaThatIsUsedUpSaysSo() {
        Got got = order("{'prompt': 'a emulate:no-funds'}");

        assertEquals(429, got.status());
        assertEquals(0, got.json().at("/limits/addons_quota/0/remaining").asInt());
        assertEquals("2", order("{'prompt': 'a emulate:rate-limit-2s'}").header("Retry-After"));
    }

    @Test
    void jsonStaysForeignToTheUploadApi() {
        Got got = client.send(HttpRequest.newBuilder(client.api("image/upload")).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));

        assertEquals(400, got.status());
    }

    @Test
    void aLookUpByPublicIdIsOfOneTypeAndOneId() {
        client.upload(EmulatorClient.picture("png", 30, 20), Map.of("public_id", "a b/été"));

        assertEquals(30, resource("a%20b/%C3%A9t%C3%A9").json().path("width").asInt());
        assertEquals(404, resource("a%20b").status());
        assertEquals(404, get("/v1_1/acme-demo/resources/image/private/a%20b/%C3%A9t%C3%A9").status());
        assertEquals(401, client.get("/v1_1/acme-demo/resources/image/upload/a").status());
        assertFalse(resource("a%20b/%C3%A9t%C3%A9").header("X-FeatureRateLimit-Remaining").isEmpty());
    }

    private Got order(String body) {
        return post("text_to_image", body, EmulatorClient.basic());
    }

    private Got edit(String model, String references) {
        return post("image_to_image", "{'prompt': 'a', 'model': {'id': '%s'}, 'reference_images': [%s]}"
                .formatted(model, references), EmulatorClient.basic());
    }

    private Got post(String operation, String body, String authorization) {
        return client.send(HttpRequest.newBuilder(emulator.baseUrl().resolve("/v2/generate/acme-demo/" + operation))
                .header("Content-Type", "application/json")
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    private Got get(String path) {
        return client.send(HttpRequest.newBuilder(emulator.baseUrl().resolve(path))
                .header("Authorization", EmulatorClient.basic()));
    }

    private Got resource(String publicId) {
        return get("/v1_1/acme-demo/resources/image/upload/" + publicId);
    }

    private JsonNode task(String id) {
        return get("/v2/generate/acme-demo/tasks/" + id).json();
    }

    private JsonNode await(String id, String status) {
        JsonNode task = task(id);
        while (!task.at("/data/status").asText().equals(status)) {
            Thread.onSpinWait();
            task = task(id);
        }
        return task;
    }

    private String hook() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
    }

    /** Goes on when a test says so. */
    private void step(Duration time) {
        assertEquals(Duration.ofSeconds(2), time);
        try {
            steps.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped");
        }
    }
}
