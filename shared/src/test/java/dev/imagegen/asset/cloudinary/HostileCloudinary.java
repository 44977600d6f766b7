package dev.imagegen.asset.cloudinary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.imagegen.asset.StoreException;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.asset.Upload;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** A server that gives the answers it was told to give, one after the other, and keeps what it was asked. */
final class HostileCloudinary implements AutoCloseable {

    /** What was asked. */
    record Asked(String method, String path, String query, String authorization, String body) {}

    /** One answer. */
    interface Script {
        void answer(HttpExchange exchange) throws IOException;
    }

    static final String TASK = "0199f0b5c0de00112233445566778899";
    static final Instant NOW = Instant.ofEpochSecond(1790000000);
    static final String SECRET = "not-a-real-secret";
    static final String ASSET = "4b7c0d1e2f3a495867768594a3b2c1d0";

    /** What a good upload, and a look-up, are answered with. */
    static final String STORED = """
            {"asset_id": "4b7c0d1e2f3a495867768594a3b2c1d0", "public_id": "imagegen/x", "version": 1790000001,
             "width": 64, "height": 48, "format": "jpg", "bytes": 1234, "type": "upload", "resource_type": "image",
             "secure_url": "https://res.cloudinary.com/acme-demo/image/upload/v1790000001/imagegen/x.jpg"}""";

    private final List<Duration> pauses = new ArrayList<>();
    private final HttpServer server;
    private final Queue<Script> scripts = new ArrayDeque<>();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    HostileCloudinary() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A store that talks to this server, at {@link #NOW}, and does not wait between its tries. */
    CloudinaryStore store(Duration timeout) {
        return store(timeout, HttpClient.newHttpClient());
    }

    CloudinaryStore store(Duration timeout, HttpClient client) {
        return store(timeout, client, () -> SECRET);
    }

    /** The same with another secret. */
    CloudinaryStore store(Supplier<String> secret) {
        return store(Duration.ofMinutes(5), HttpClient.newHttpClient(), secret);
    }

    private CloudinaryStore store(Duration timeout, HttpClient client, Supplier<String> secret) {
        var settings = new CloudinarySettings(base(), "acme-demo", "123456789012345", secret, timeout);
        return new CloudinaryStore(
                settings, client, new ObjectMapper(), Clock.fixed(NOW, ZoneOffset.UTC), pauses::add);
    }

    /** How long its stores asked to wait. */
    List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    synchronized HostileCloudinary then(Script script) {
        scripts.add(script);
        return this;
    }

    HostileCloudinary then(int status, String body) {
        return then(exchange -> send(exchange, status, body.getBytes(UTF_8)));
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestURI().getRawQuery(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            next().answer(exchange);
        }
    }

    private synchronized Script next() {
        Script script = scripts.poll();
        return script == null ? exchange -> send(exchange, 500, new byte[0]) : script;
    }

    /** A picture of the task, that is good for an hour where it is temporary. */
    static Upload upload(Target target) {
        return new Upload(
                TASK, "bytes of a picture".getBytes(UTF_8), ImageFormat.PNG, target, NOW.plusSeconds(3600));
    }

    /** Stores it, with ten seconds for each try. */
    StoredAsset stored(Target target) {
        return store(Duration.ofMinutes(5)).store(upload(target));
    }

    StoreException refused(Target target) {
        return assertThrows(StoreException.class, () -> stored(target));
    }
}
