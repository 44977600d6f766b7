package dev.imagegen.local.cloudinary;

import static dev.imagegen.local.cloudinary.EmulatorClient.ACCOUNT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudinary.api.signing.NotificationRequestSignatureVerifier;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.imagegen.asset.Moderation.Verdict;
import dev.imagegen.contract.Json;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Png;
import dev.imagegen.webhook.CloudinaryEvent;
import dev.imagegen.webhook.CloudinaryEvent.Deleted;
import dev.imagegen.webhook.CloudinaryEvent.Moderated;
import dev.imagegen.webhook.CloudinaryEvent.Renamed;
import dev.imagegen.webhook.CloudinaryEvent.Uploaded;
import dev.imagegen.webhook.EventReader;
import dev.imagegen.webhook.NotificationVerifier;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NotificationsTest {

    private static final String SECRET = "not-a-real-webhook-secret";

    private record Got(String path, byte[] body, String timestamp, String signature) {
        JsonNode json() {
            return Json.parse(new String(body, UTF_8));
        }

        CloudinaryEvent event() {
            return new EventReader().read(body, Instant.EPOCH);
        }
    }

    private final MutableClock clock = EmulatorClient.clock();
    private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
    private final BlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();
    private HttpServer receiver;
    private CloudinaryEmulator emulator;
    private EmulatorClient client;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                Integer status = statuses.poll();
                exchange.sendResponseHeaders(status == null ? 200 : status, -1);
                got.add(new Got(exchange.getRequestURI().getPath(), body,
                        exchange.getRequestHeaders().getFirst("X-Cld-Timestamp"),
                        exchange.getRequestHeaders().getFirst("X-Cld-Signature")));
            }
        });
        receiver.start();
        emulate(SignatureAlgorithm.SHA1);
    }

    private void emulate(SignatureAlgorithm algorithm) throws IOException {
        var account = new Account(ACCOUNT.apiKey(), ACCOUNT.apiSecret(), Set.of("moderated"));
        emulator = CloudinaryEmulator.start(new EmulatorSettings(0, Map.of("acme-demo", account), Optional.empty(), clock)
                .notifying(new NotificationSettings(hook("/all"), "123", SECRET, algorithm, pauses::add)));
        client = new EmulatorClient(emulator.baseUrl());
    }

    private URI hook(String path) {
        return URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + path);
    }

    @AfterEach
    void stop() {
        emulator.close();
        receiver.stop(0);
    }

    private EmulatorClient.Got upload(String publicId, String... more) {
        var parameters = new HashMap<>(Map.of("public_id", publicId, "timestamp", String.valueOf(EmulatorClient.NOW)));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return client.upload(Png.of(3, 2), parameters);
    }

    private Got next() throws InterruptedException {
        return got.take();
    }

    private EmulatorClient.Got post(String path, String... parameters) {
        var all = new HashMap<>(Map.of("timestamp", String.valueOf(EmulatorClient.NOW)));
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        return client.post(path, all);
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void cloudinarysOwnVerifierAndOursAcceptWhatIsSent(SignatureAlgorithm algorithm) throws Exception {
        emulator.close();
        emulate(algorithm);
        upload("größe/水筒");

        Got told = next();

        assertTrue(new NotificationRequestSignatureVerifier(SECRET, com.cloudinary.SignatureAlgorithm.valueOf(algorithm.name()))
                .verifySignature(new String(told.body(), UTF_8), told.timestamp(), told.signature()));
        assertTrue(new NotificationVerifier(List.of("123:" + SECRET, "4:other"), clock)
                .verify(told.body(), told.timestamp(), told.signature()));
        assertEquals("123", told.json().path("signature_key").asText());
    }

    @Test
    void anUploadARenameAndADeleteAreTold() throws InterruptedException {
        String id = upload("gen/lamp", "context", "imagegen_task=0123|a=b").text("asset_id");
        Uploaded uploaded = assertInstanceOf(Uploaded.class, next().event());
        assertEquals(id, uploaded.assetId());
        assertEquals(Optional.of("0123"), uploaded.taskId());
        assertEquals(3, uploaded.width());

        post("image/rename", "from_public_id", "gen/lamp", "to_public_id", "shop/lamp");
        assertEquals(new Renamed(id, "gen/lamp", "shop/lamp", clock.instant()), next().event());

        post("image/destroy", "public_id", "shop/lamp");
        assertEquals(new Deleted(List.of(id), clock.instant()), next().event());
        post("image/destroy", "public_id", "shop/lamp");
        assertNull(got.peek(), "what was gone is not told again");
    }

    @ParameterizedTest
    @CsvSource({"gen/lamp, APPROVED", "gen/rejected-lamp, REJECTED"})
    void aModeratedUploadIsPendingAndThenJudgedByAWordInItsPublicId(String publicId, Verdict verdict) throws InterruptedException {
        var answer = upload(publicId, "upload_preset", "moderated");
        assertEquals("pending", answer.json().at("/moderation/0/status").asText());

        CloudinaryEvent one = next().event();
        CloudinaryEvent other = next().event();
        Moderated judged = assertInstanceOf(Moderated.class, one instanceof Moderated ? one : other);
        Uploaded uploaded = assertInstanceOf(Uploaded.class, one instanceof Moderated ? other : one);

        assertEquals(Verdict.PENDING, uploaded.moderations().getFirst().verdict());
        assertEquals(verdict, judged.moderation().verdict());
        assertEquals(List.of(judged.moderation()), judged.moderation().on(uploaded.moderations()));
    }

    @Test
    void anImageCanStayPending() throws InterruptedException {
        upload("gen/pending", "upload_preset", "moderated");
        assertInstanceOf(Uploaded.class, next().event());
        upload("gen/plain");
        assertEquals("gen/plain", next().json().path("public_id").asText());
    }

    @Test
    void aCallCanNameAnotherAddress() throws InterruptedException {
        upload("gen/lamp", "notification_url", hook("/mine").toString());
        assertEquals("/mine", next().path());
    }

    @Test
    void whatIsNotAnsweredWith200IsToldThreeTimesMoreWithTheSameBytes() throws InterruptedException {
        statuses.addAll(List.of(500, 204, 301, 404, 200));
        upload("gen/lamp");

        Got first = next();
        for (int i = 0; i < 3; i++) {
            assertEquals(new String(first.body(), UTF_8), new String(next().body(), UTF_8));
        }
        for (int i = 0; i < 3; i++) {
            assertEquals(Duration.ofMinutes(3), pauses.take());
        }
        upload("gen/other");
        assertEquals("gen/other", next().json().path("public_id").asText());
    }

    @Test
    void allCanBeLost() throws InterruptedException {
        emulator.disturb(new Disturbance(1, 1, 0, Duration.ZERO, 0));
        upload("gen/lost");
        emulator.disturb(Disturbance.NONE);
        upload("gen/lamp");

        assertEquals("gen/lamp", next().json().path("public_id").asText());
    }

    @Test
    void allCanComeTwiceAndLate() throws InterruptedException {
        emulator.disturb(new Disturbance(1, 0, 1, Duration.ofHours(1), 0));
        upload("gen/lamp");

        assertEquals(new String(next().body(), UTF_8), new String(next().body(), UTF_8));
        assertTrue(pauses.take().compareTo(Duration.ofHours(1)) <= 0);
    }

    @Test
    void whatIsHeldBackGoesOutInTheEnd() throws InterruptedException {
        emulator.disturb(new Disturbance(1, 0, 0, Duration.ZERO, 5));
        for (int i = 0; i < 5; i++) {
            upload("gen/" + i);
        }
        assertNull(got.peek());
        emulator.disturb(Disturbance.NONE);

        for (int i = 0; i < 5; i++) {
            next();
        }
    }
}
