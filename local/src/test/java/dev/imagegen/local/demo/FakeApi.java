package dev.imagegen.local.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server that gives the answers that a test has put there, one after the other; the last one again and again. */
final class FakeApi implements AutoCloseable {

    /** One request as it came. */
    record Seen(String line, String authorization, String contentType, String body) {}

    private record Answer(int status, byte[] body) {}

    private final HttpServer server;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Map<String, Answer> fixed = new HashMap<>();
    private final List<Seen> seen = new ArrayList<>();

    FakeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @param body in which ADDRESS stands for the own address */
    synchronized FakeApi answer(int status, String body) {
        answers.add(new Answer(status, bytes(body)));
        return this;
    }

    /** What this path answers each time, whatever the others do. */
    synchronized FakeApi serve(String path, byte[] body) {
        fixed.put(path, new Answer(200, body));
        return this;
    }

    /** As {@link #serve(String, byte[])}. @param body in which ADDRESS stands for the own address */
    FakeApi serve(String path, String body) {
        return serve(path, bytes(body));
    }

    private byte[] bytes(String body) {
        return body.replace("ADDRESS", address().toString()).getBytes(StandardCharsets.UTF_8);
    }

    synchronized List<Seen> seen() {
        return List.copyOf(seen);
    }

    List<String> lines() {
        return seen().stream().map(Seen::line).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            seen.add(new Seen(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    headers.getFirst("Authorization"),
                    headers.getFirst("Content-Type"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            var answer = fixed.get(exchange.getRequestURI().getPath());
            if (answer == null) {
                answer = answers.size() > 1 ? answers.remove() : answers.element();
            }
            var body = answer.body();
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
