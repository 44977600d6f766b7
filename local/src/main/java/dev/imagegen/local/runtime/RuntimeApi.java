package dev.imagegen.local.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The platform's side of the Lambda Runtime API, for one function: hands it events and takes its answers.
 *
 * <p>It has the routes invocation/next, invocation/ID/response, invocation/ID/error, init/error, restore/next and
 * restore/error below {@code /2018-06-01/runtime/}.
 */
final class RuntimeApi implements AutoCloseable {

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final String functionArn;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<Invocation>> running = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> initialised = new CompletableFuture<>();

    /** One event for the function. */
    record Event(String requestId, String json, long deadlineMillis) {}

    private RuntimeApi(HttpServer server, String functionArn) {
        this.server = server;
        this.functionArn = functionArn;
    }

    /** Starts it on a free port of the loopback interface. */
    static RuntimeApi start(String functionArn) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        var api = new RuntimeApi(server, functionArn);
        server.createContext("/", api::handle);
        server.setExecutor(api.executor);
        server.start();
        return api;
    }

    /** Returns host and port, the value of {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Completes when the function asks for its first event, or fails with a {@link RuntimeFailure} of its start. */
    CompletableFuture<Void> initialised() {
        return initialised;
    }

    /** Hands the event to the function as soon as it asks for one; completes when the function answers or fails. */
    CompletableFuture<Invocation> invoke(Event event) {
        var answer = new CompletableFuture<Invocation>();
        running.put(event.requestId(), answer);
        events.add(event);
        return answer;
    }

    /** Stops it; a function that waits for an event is cut off. */
    @Override
    public void close() {
        executor.shutdownNow();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var route = path.startsWith(ROOT) ? path.substring(ROOT.length()).split("/") : new String[0];
            switch (exchange.getRequestMethod() + " " + String.join("/", masked(route))) {
                case "GET invocation/next" -> next(exchange);
                case "POST invocation/ID/response" -> end(exchange, route[1], new Invocation.Answer(body(exchange)));
                case "POST invocation/ID/error" -> end(exchange, route[1], error(exchange));
                case "POST init/error", "POST restore/error" -> {
                    initialised.completeExceptionally(new RuntimeFailure(error(exchange)));
                    accept(exchange);
                }
                case "GET restore/next" -> exchange.sendResponseHeaders(200, -1);
                default -> exchange.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static String[] masked(String[] route) {
        return route.length == 3 ? new String[] {route[0], "ID", route[2]} : route;
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        initialised.complete(null);
        var event = events.take();
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", event.requestId());
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(event.deadlineMillis()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        headers.set("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0");
        var bytes = event.json().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void end(HttpExchange exchange, String requestId, Invocation how) throws IOException {
        var waiting = running.remove(requestId);
        if (waiting == null) {
            exchange.sendResponseHeaders(400, -1);
            return;
        }
        accept(exchange);
        waiting.complete(how);
    }

    private static void accept(HttpExchange exchange) throws IOException {
        var bytes = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(202, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Invocation.Error error(HttpExchange exchange) throws IOException {
        var body = body(exchange);
        var type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        try {
            var json = JSON.readTree(body);
            return new Invocation.Error(json.path("errorType").asText(type), json.path("errorMessage").asText(body));
        } catch (JsonProcessingException noJson) {
            return new Invocation.Error(type, body);
        }
    }
}
