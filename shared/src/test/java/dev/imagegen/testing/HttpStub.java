package dev.imagegen.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A foreign service as far as a test needs it: it remembers what arrives, and answers what the test says. */
public final class HttpStub implements AutoCloseable {

    public record Call(String method, String path, Headers headers, byte[] body, String query) {
        public String header(String name) {
            return headers.getFirst(name);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public record Reply(int status, byte[] body, Map<String, String> headers) {
        public Reply(int status, byte[] body) {
            this(status, body, Map.of());
        }

        public static Reply json(int status, String body) {
            return new Reply(status, body.getBytes(StandardCharsets.UTF_8));
        }

        public Reply with(String header, String value) {
            return new Reply(status, body, Map.of(header, value));
        }
    }

    public interface Service {
        Reply answer(Call call) throws IOException;
    }

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Service service;

    public HttpStub(Service service) throws IOException {
        this.service = service;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var call = new Call(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes(), exchange.getRequestURI().getRawQuery());
            calls.add(call);
            Reply reply = service.answer(call);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
