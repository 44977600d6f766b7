package dev.imagegen.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A client of the running system. */
final class Client {

    static final String PROMPT = "a lighthouse at dawn, number ";

    private static final String CREDENTIALS =
            Base64.getEncoder().encodeToString("demo-key:demo-secret".getBytes(StandardCharsets.UTF_8));

    private final URI address;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Client(URI address) {
        this.address = address;
    }

    /** The time of each of so many calls, one after the other. */
    List<Duration> synchronous(int count) throws IOException, InterruptedException {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            post("{\"prompt\": \"%s%d\", \"seed\": %d, \"model\": {\"id\": \"flux-2-klein-9b\"}, \"image_size\": {\"width\": 512, \"height\": 512}}"
                    .formatted(PROMPT, i, i), 200);
            times.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return times;
    }

    /** The time from the first call until so many small tasks have all completed. */
    Duration asynchronous(int count, int clients) throws InterruptedException {
        long start = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        ConcurrentLinkedQueue<String> tasks = new ConcurrentLinkedQueue<>();
        together(clients, () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                JsonNode answer = post(
                        "{\"prompt\": \"%s%d\", \"async\": true, \"model\": {\"id\": \"flux-2-klein-9b\"}, \"image_size\": {\"width\": 64, \"height\": 64}}"
                                .formatted(PROMPT, i), 202);
                tasks.add(answer.get("data").get("task_id").textValue());
            }
            return null;
        });
        together(1, () -> {
            for (String task : tasks) {
                awaitCompleted(task);
            }
            return null;
        });
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void awaitCompleted(String task) throws IOException, InterruptedException {
        while (true) {
            HttpRequest get = request("tasks/" + task).GET().build();
            JsonNode data = Json.parse(http.send(get, BodyHandlers.ofString()).body()).get("data");
            switch (data.get("status").textValue()) {
                case "completed" -> {
                    return;
                }
                case "failed" -> throw new IllegalStateException("A task failed: " + data);
                default -> Thread.sleep(20);
            }
        }
    }

    private interface Work {
        Void run() throws IOException, InterruptedException;
    }

    private static void together(int clients, Work work) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(work::run));
            }
            for (Future<Void> client : running) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A client failed", e.getCause());
        }
    }

    private JsonNode post(String body, int expected) throws IOException, InterruptedException {
        HttpRequest request = request("text_to_image").POST(BodyPublishers.ofString(body)).build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw new IllegalStateException("Expected " + expected + ", got " + response.statusCode() + ": " + response.body());
        }
        return Json.parse(response.body());
    }

    private HttpRequest.Builder request(String route) {
        return HttpRequest.newBuilder(address.resolve("/v2/generate/demo/" + route))
                .header("Authorization", "Basic " + CREDENTIALS)
                .header("Content-Type", "application/json");
    }
}
