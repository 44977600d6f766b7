package dev.imagegen.local.cloudinary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.local.cloudinary.EmulatorClient.Got;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GenerationCeilingTest {

    private final Semaphore steps = new Semaphore(0);
    private CloudinaryEmulator emulator;
    private EmulatorClient client;

    @BeforeEach
    void start() throws IOException {
        emulator = CloudinaryEmulator.start(new EmulatorSettings(0, Map.of("acme-demo", EmulatorClient.ACCOUNT),
                Optional.empty(), EmulatorClient.clock(), new Random(1), _ -> steps.acquireUninterruptibly(), Duration.ZERO)
                .busyWith(2, Duration.ofSeconds(4)));
        client = new EmulatorClient(emulator.baseUrl());
    }

    @AfterEach
    void stop() {
        steps.release(100);
        emulator.close();
    }

    private Got order() {
        return client.send(HttpRequest.newBuilder(emulator.baseUrl().resolve("/v2/generate/acme-demo/text_to_image"))
                .header("Authorization", EmulatorClient.basic())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"prompt\": \"A lake\", \"async\": true}")));
    }

    @Test
    void anOrderBeyondTheCeilingIsSentAwayAndNotBilledUntilAnotherOneHasEnded() throws InterruptedException {
        assertEquals(202, order().status());
        assertEquals(202, order().status());

        Got beyond = order();

        assertEquals(429, beyond.status());
        assertEquals("MG_00429", beyond.json().at("/error/code").asText());
        assertEquals("rate_limit_error", beyond.json().at("/error/category").asText());
        assertEquals(1, emulator.sentAway());
        steps.release(4);
        emulator.awaitRest();
        assertEquals(2, emulator.billed());
        assertEquals(202, order().status());
    }
}
