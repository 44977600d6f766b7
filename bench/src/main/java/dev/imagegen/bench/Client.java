package dev.imagegen.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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

    private static final String SMALL = """
            {"prompt": "%s", "async": %b, "model": {"id": "flux-2-klein-9b"}, "image_size": {"width": 64, "height": 64}}""";

    /** Seldom: whoever waits must not be measured. */
    private static final Duration POLL = Duration.ofMillis(500);

    private final URI address;
    private final String credentials;

    Client(URI address) {
        this(address, "demo-key:demo-secret");
    }

    private Client(URI address, String credentials) {
        this.address = address;
        this.credentials = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** A client with a key of its own, which is made for it. */
    Client ofNewKey(String name) throws IOException {
        JsonNode key = post("keys", "{\"name\": \"%s\"}".formatted(name), 201).get("data");
        return new Client(address, key.get("api_key").textValue() + ":" + key.get("api_secret").textValue());
    }

    /** Has so many small images made, each of which takes so long, and does not wait for them. */
    void submit(int count, int clients, int seconds) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        together(clients, () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                post("text_to_image", SMALL.formatted(PROMPT + i + " sandbox:slow=" + seconds, true), 202);
            }
            return null;
        });
    }

    /** The time of each of so many calls for a small image, until it is there, however the call is answered. @param clients so many at once */
    List<Duration> images(int count, int clients) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ConcurrentLinkedQueue<Duration> times = new ConcurrentLinkedQueue<>();
        together(clients, () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                long start = System.nanoTime();
                JsonNode data = post("text_to_image", SMALL.formatted(PROMPT + i, false), 200, 202).get("data");
                if (!data.has("assets")) {
                    awaitCompleted(data.get("task_id").textValue());
                }
                times.add(Duration.ofNanos(System.nanoTime() - start));
            }
            return null;
        });
        return List.copyOf(times);
    }

    /** The time of each of so many calls, one after the other. */
    List<Duration> synchronous(int count) throws IOException {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            post("text_to_image", "{\"prompt\": \"%s%d\", \"seed\": %d, \"model\": {\"id\": \"flux-2-klein-9b\"}, \"image_size\": {\"width\": 512, \"height\": 512}}"
                    .formatted(PROMPT, i, i), 200);
            times.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return times;
    }

    /**
     * The time from the first call until the last of so many small tasks was completed, by the tasks' own clocks: reading them
     * all while they are made would be measured with them.
     */
    Duration asynchronous(int count, int clients) throws IOException, InterruptedException {
        Instant start = Instant.now();
        AtomicInteger next = new AtomicInteger();
        ConcurrentLinkedQueue<String> tasks = new ConcurrentLinkedQueue<>();
        together(clients, () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                JsonNode answer = post("text_to_image", SMALL.formatted(PROMPT + i, true), 202);
                tasks.add(answer.get("data").get("task_id").textValue());
            }
            return null;
        });
        Instant last = start;
        for (String task : tasks) {
            Instant completed = awaitCompleted(task);
            last = completed.isAfter(last) ? completed : last;
        }
        return Duration.between(start, last);
    }

    private Instant awaitCompleted(String task) throws IOException, InterruptedException {
        while (true) {
            JsonNode data = get("tasks/" + task).get("data");
            switch (data.get("status").textValue()) {
                case "completed" -> {
                    return Instant.parse(data.get("result").get("assets").get(0).get("created_at").textValue());
                }
                case "failed" -> throw new IllegalStateException("A task failed: " + data);
                default -> Thread.sleep(POLL);
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

    private JsonNode post(String route, String body, Integer... expected) throws IOException {
        HttpURLConnection call = call(route);
        call.setDoOutput(true);
        call.setRequestProperty("Content-Type", "application/json");
        call.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        return answer(call, expected);
    }

    private JsonNode get(String route) throws IOException {
        return answer(call(route), 200);
    }

    /** The plain client of the JDK: the other one costs a multiple of it, and shares the processors with what is measured. */
    private HttpURLConnection call(String route) throws IOException {
        var call = (HttpURLConnection) address.resolve("/v2/generate/demo/" + route).toURL().openConnection();
        call.setRequestProperty("Authorization", "Basic " + credentials);
        return call;
    }

    private static JsonNode answer(HttpURLConnection call, Integer... expected) throws IOException {
        int status = call.getResponseCode();
        try (InputStream in = status < 400 ? call.getInputStream() : call.getErrorStream()) {
            String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (!List.of(expected).contains(status)) {
                throw new IOException("Expected " + expected[0] + ", got " + status + ": " + body);
            }
            return Json.parse(body);
        }
    }
}
