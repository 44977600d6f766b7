package dev.imagegen.local.cloudinary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.imagegen.local.cloudinary.EmulatorClient.Got;
import dev.imagegen.testing.Await;
import dev.imagegen.testing.MutableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

/** The emulator with a studio that works step by step as a test says, and a receiver of its notifications. */
final class GenerationStage implements AutoCloseable {

    record Notification(byte[] body, String timestamp, String signature) {}

    final MutableClock clock = EmulatorClient.clock();
    final CloudinaryEmulator emulator;
    final EmulatorClient client;
    final BlockingQueue<Notification> notifications = new LinkedBlockingQueue<>();
    private final Semaphore steps = new Semaphore(0);
    private final HttpServer receiver;

    GenerationStage() throws IOException {
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

    /** The studio goes on by so many steps: an image takes two. */
    void release(int count) {
        steps.release(count);
    }

    /** Nobody answers at {@link #hook} any more. */
    void stopReceiver() {
        receiver.stop(0);
    }

    Got order(String body) {
        return post("text_to_image", body, EmulatorClient.basic());
    }

    Got post(String operation, String body, String authorization) {
        return client.send(HttpRequest.newBuilder(emulator.baseUrl().resolve("/v2/generate/acme-demo/" + operation))
                .header("Content-Type", "application/json")
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    Got get(String path) {
        return client.send(HttpRequest.newBuilder(emulator.baseUrl().resolve(path))
                .header("Authorization", EmulatorClient.basic()));
    }

    Got resource(String publicId) {
        return get("/v1_1/acme-demo/resources/image/upload/" + publicId);
    }

    JsonNode task(String id) {
        return get("/v2/generate/acme-demo/tasks/" + id).json();
    }

    JsonNode await(String id, String status) {
        Await.until(() -> task(id).at("/data/status").asText().equals(status), () -> task(id));
        return task(id);
    }

    /** Where a client is told: {@link #notifications} holds what came there. */
    String hook() {
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

    @Override
    public void close() {
        emulator.close();
        receiver.stop(0);
    }
}
