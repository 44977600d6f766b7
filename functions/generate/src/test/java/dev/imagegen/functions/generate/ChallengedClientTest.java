package dev.imagegen.functions.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.imagegen.contract.Json;
import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Java's own clients, which send credentials only when they are challenged, over real HTTP. */
class ChallengedClientTest {

    private static final String BODY = "{\"prompt\": \"a lamp\", \"async\": true}";

    private final Door door = new Door();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Door.Reply reply = door.call(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), body, headers);
            byte[] json = Json.write(reply.body()).getBytes(UTF_8);
            reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(reply.status(), json.length);
            exchange.getResponseBody().write(json);
        }
    }

    private URI route() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + Door.BASE + "text_to_image");
    }

    private static Authenticator credentials(String secret) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                assertEquals("imagegen", getRequestingPrompt());
                return new PasswordAuthentication("demo-key", secret.toCharArray());
            }
        };
    }

    @Test
    void httpClientIsLetInWhenItIsChallenged() throws Exception {
        try (HttpClient client = HttpClient.newBuilder().authenticator(credentials("demo-secret")).build()) {
            var request = HttpRequest.newBuilder(route())
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(BODY)).build();

            assertEquals(202, client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
        }
        assertEquals(1, door.jobs.sent().size());
    }

    @Test
    void urlConnectionIsLetInWhenItIsChallenged() throws Exception {
        var connection = (HttpURLConnection) route().toURL().openConnection();
        connection.setAuthenticator(credentials("demo-secret"));
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        connection.getOutputStream().write(BODY.getBytes(UTF_8));

        assertEquals(202, connection.getResponseCode());
        assertEquals(1, door.jobs.sent().size());
    }
}
