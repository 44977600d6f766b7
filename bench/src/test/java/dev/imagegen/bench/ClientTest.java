package dev.imagegen.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that plays the API. */
class ClientTest {

    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> bodies = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private Client client;
    private volatile int status = 200;
    private volatile String task = completed("2100-01-01T00:00:00Z");

    private volatile boolean completedOnSecondReading;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client = new Client(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void makesSoManySynchronousCallsAndTimesEachOfThem() throws Exception {
        var times = client.synchronous(3);

        assertEquals(3, times.size());
        assertEquals(3, seen.size());
        assertEquals("POST /v2/generate/demo/text_to_image Basic ZGVtby1rZXk6ZGVtby1zZWNyZXQ=", seen.peek());
        assertEquals(3, bodies.stream().distinct().count());
        assertTrue(bodies.stream().allMatch(body -> body.contains("\"width\": 512")), bodies::toString);
    }

    @Test
    void anAnswerThatIsNoneIsAnErrorWithItsBody() {
        status = 402;

        var error = assertThrows(IOException.class, () -> client.synchronous(1));

        assertEquals("Expected 200, got 402: {\"data\":{\"task_id\":\"t1\"}}", error.getMessage());
    }

    @Test
    void tasksAreMadeOnceEachAndTimedUntilTheLastOneWasCompleted() throws Exception {
        status = 202;

        var time = client.asynchronous(5, 2);

        assertEquals(5, bodies.stream().distinct().count());
        assertEquals(5, seen.stream().filter(line -> line.startsWith("POST ")).count());
        assertEquals(5, seen.stream().filter(line -> line.startsWith("GET /v2/generate/demo/tasks/t1 ")).count());
        assertEquals(2100, Instant.now().plus(time).plusSeconds(60).atOffset(ZoneOffset.UTC).getYear());
    }

    @Test
    void aTaskThatFailedEndsTheMeasurement() {
        status = 202;
        task = "{\"data\":{\"status\":\"failed\"}}";

        var error = assertThrows(IllegalStateException.class, () -> client.asynchronous(1, 1));

        assertEquals("A task failed: {\"status\":\"failed\"}", error.getMessage());
    }

    @Test
    void aClientThatIsRefusedEndsTheMeasurement() {
        status = 429;

        var error = assertThrows(IllegalStateException.class, () -> client.asynchronous(4, 2));

        assertEquals("A client failed", error.getMessage());
        assertEquals("Expected 202, got 429: {\"data\":{\"task_id\":\"t1\"}}", error.getCause().getMessage());
    }

    @Test
    void aTaskThatIsStillMadeIsReadAgain() throws Exception {
        status = 202;
        task = "{\"data\":{\"status\":\"processing\"}}";
        completedOnSecondReading = true;

        client.asynchronous(1, 1);

        assertEquals(2, seen.stream().filter(line -> line.startsWith("GET ")).count());
    }

    private static String completed(String at) {
        return "{\"data\":{\"status\":\"completed\",\"result\":{\"assets\":[{\"created_at\":\"" + at + "\"}]}}}";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            seen.add(String.join(" ", List.of(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")))));
            boolean made = exchange.getRequestMethod().equals("POST");
            if (made) {
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            }
            byte[] body = (made ? "{\"data\":{\"task_id\":\"t1\"}}" : task).getBytes(StandardCharsets.UTF_8);
            if (!made && completedOnSecondReading) {
                task = completed("2100-01-01T00:00:00Z");
            }
            exchange.sendResponseHeaders(made ? status : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
