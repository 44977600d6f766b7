package dev.imagegen.local.providers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.imagegen.contract.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** One server for the providers, each under the path of its name. It counts their calls. */
public final class ProviderServer implements AutoCloseable {

    /** Reference images as base64, and what is around them. */
    private static final int MAX_REQUEST = 200 << 20;

    private static final String COUNTS = "counts";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Provider> providers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    private ProviderServer(HttpServer server, List<Provider> providers) {
        this.server = server;
        providers.forEach(p -> this.providers.put(p.name(), p));
    }

    /** @param port 0 for any that is free */
    public static ProviderServer start(int port, List<Provider> providers) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        ProviderServer started = new ProviderServer(server, providers);
        server.setExecutor(started.threads);
        server.createContext("/", started::handle);
        server.start();
        return started;
    }

    /** The base address of a provider. */
    public URI base(String provider) {
        return URI.create("http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), provider));
    }

    /** Where the counts of all providers are as JSON: {@code calls} and {@code paid} of each. */
    public URI counts() {
        return base(COUNTS);
    }

    private ObjectNode countsNow() {
        ObjectNode all = Json.object();
        providers.forEach((name, provider) ->
                all.putObject(name).put("calls", calls(name)).put("paid", provider.paid()));
        return all;
    }

    /** How many requests reached a provider, in all. */
    public int calls(String provider) {
        return calls.getOrDefault(provider, new AtomicInteger()).get();
    }

    /** How many pictures all providers have made and would bill. */
    public int paid() {
        return providers.values().stream().mapToInt(Provider::paid).sum();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", 3);
            String name = path.length < 2 ? "" : path[1];
            Provider provider = providers.get(name);
            Reply reply = name.equals(COUNTS)
                    ? Reply.json(200, countsNow())
                    : provider == null ? Reply.text(404, "No such provider") : answer(exchange, provider, path);
            switch (reply) {
                case Reply.Whole whole -> send(exchange, whole, whole.body().length);
                case Reply.Half(Reply.Whole whole) -> send(exchange, whole, whole.body().length / 2);
                case Reply.Cut() -> { }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply answer(HttpExchange exchange, Provider provider, String[] path) throws IOException, InterruptedException {
        calls.computeIfAbsent(provider.name(), _ -> new AtomicInteger()).incrementAndGet();
        URI base = URI.create("http://" + exchange.getRequestHeaders().getFirst("Host") + "/" + provider.name());
        return provider.answer(new Call(
                exchange.getRequestMethod(),
                "/" + (path.length < 3 ? "" : path[2]),
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestHeaders(),
                exchange.getRequestBody().readNBytes(MAX_REQUEST),
                base));
    }

    private static void send(HttpExchange exchange, Reply.Whole answer, int bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        OutputStream body = exchange.getResponseBody();
        body.write(answer.body(), 0, bytes);
        body.flush();
    }
}
