package dev.imagegen.local.smoke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.imagegen.local.UsageException;
import dev.imagegen.local.smoke.Finding.Verdict;
import dev.imagegen.testing.MutableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a system that is broken in one place. */
class SmokeTest {

    private static final String BASE = "/v2/generate/demo";
    private static final String OURS = "{\"request_id\": \"r1\", \"error\": {\"code\": \"%s\", \"message\": \"It is so.\"}}";

    private record Canned(int status, String type, String body) {}

    private final MutableClock clock = new MutableClock();
    private final Map<String, Canned> answers = new HashMap<>();
    private HttpServer server;

    @BeforeEach
    void healthySystem() throws IOException {
        json("GET /health", 200, "{\"status\": \"ok\", \"request_id\": \"r\"}");
        answers.put("GET /console", new Canned(200, "text/html", "<meta name=\"imagegen-cloud\" content=\"demo\">"));
        json("POST " + BASE + "/text_to_image", 200,
                "{\"data\": {\"model\": {\"id\": \"m\"}, \"credits\": 4, \"covered\": true}, \"request_id\": \"r\"}");
        json("GET " + BASE + "/models", 200,
                "{\"data\": {\"models\": [{\"id\": \"m-edit\", \"operation\": \"image_to_image\"}]}, \"request_id\": \"r\"}");
        json("POST " + BASE + "/image_to_image", 202, "{\"data\": {\"task_id\": \"t1\", \"status\": \"pending\"}, \"request_id\": \"r\"}");
        task("failed", "reference_not_found");
        json("POST /webhooks/cloudinary", 401, OURS.formatted("invalid_signature"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void json(String call, int status, String body) {
        answers.put(call, new Canned(status, "application/json", body));
    }

    private void task(String status, String code) {
        String error = code.isEmpty() ? "" : ", \"error\": {\"code\": \"%s\", \"message\": \"It is so.\"}".formatted(code);
        json("GET " + BASE + "/tasks/t1", 200,
                "{\"data\": {\"task_id\": \"t1\", \"status\": \"%s\"%s}, \"request_id\": \"r9\"}".formatted(status, error));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            Canned canned = answers.getOrDefault(call, new Canned(404, "application/json", "{\"message\":\"Not Found\"}"));
            byte[] body = canned.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", canned.type());
            if (canned.status() == 302) {
                exchange.getResponseHeaders().set("Location", "https://elsewhere.example.com/");
            }
            exchange.sendResponseHeaders(canned.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private List<Finding> smoke(String url) throws InterruptedException {
        return new Smoke(BaseUrl.of(url), new Credentials("k", "s", Optional.empty()), clock, clock::advance).run();
    }

    private List<Finding> smoke() throws InterruptedException {
        return smoke("http://127.0.0.1:" + server.getAddress().getPort() + "/v2");
    }

    private static Finding wrong(List<Finding> findings) {
        return findings.stream().filter(f -> f.verdict() == Verdict.WRONG).findFirst().orElseThrow();
    }

    @Test
    void aHealthySystemIsFoundSo() throws Exception {
        assertEquals(List.of(Verdict.OK, Verdict.OK, Verdict.OK, Verdict.OK), smoke().stream().map(Finding::verdict).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 | {"message":"Forbidden"}             | The gateway refuses (403)
            404 | {"message":"Not Found"}             | knows no such route (404)
            429 | {"message":"Too Many Requests"}     | look at RequestsPerSecond
            500 | {"message":"Internal Server Error"} | The function failed before it could answer (500): look at the last lines of GenerateLog
            503 | {"message":"Service Unavailable"}   | did not answer in time, or has no place to run (503)
            200 | <html>Welcome</html>                | that is not this system
            302 | <html>Moved</html>                  | leads on to https://elsewhere.example.com/
            """)
    void whatIsWrongBeforeTheFunctionIsSaid(int status, String body, String words) throws Exception {
        answers.put("GET /health", new Canned(status, body.startsWith("<") ? "text/html" : "application/json", body));

        Finding found = wrong(smoke());

        assertEquals("generate", found.function());
        assertTrue(found.words().contains(words), found.words());
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_credentials, ./imagegen root-key TABLE CLOUD makes one", "403, wrong_cloud, of another cloud",
        "403, key_expired, take a root key", "404, route_not_found, compare the base URL", "429, too_many_requests, at its limit",
        "500, internal_error, look for this request_id in GenerateLog",
    })
    void whatTheFunctionRefusesIsExplained(int status, String code, String words) throws Exception {
        json("POST " + BASE + "/text_to_image", status, OURS.formatted(code));

        List<Finding> findings = smoke();

        assertTrue(wrong(findings).words().contains(words), wrong(findings).words());
        assertTrue(wrong(findings).words().contains("request_id r1"), wrong(findings).words());
        assertTrue(findings.stream().anyMatch(f -> f.verdict() == Verdict.NOT_TRIED && f.function().equals("worker")));
    }

    @Test
    void aWorkerThatTakesNothingIsSaid() throws Exception {
        task("pending", "");

        Finding found = wrong(smoke());

        assertEquals("worker", found.function());
        assertTrue(found.words().startsWith("The task t1 is still pending after 90 s: no worker took it."), found.words());
    }

    @Test
    void aStoreThatDoesNotLetTheWorkerInIsSaid() throws Exception {
        task("failed", "store_failed");

        assertTrue(wrong(smoke()).words().contains("CloudinarySecret"), wrong(smoke()).words());
    }

    @Test
    void aClientKeyTriesNoWorker() throws Exception {
        json("POST " + BASE + "/image_to_image", 404, OURS.formatted("reference_not_found"));

        assertTrue(smoke().stream().anyMatch(f -> f.verdict() == Verdict.NOT_TRIED && f.words().contains("use a root key")));
    }

    @Test
    void aWebhookFunctionThatCannotReadItsSecretIsSaid() throws Exception {
        json("POST /webhooks/cloudinary", 500, OURS.formatted("internal_error"));

        assertTrue(wrong(smoke()).words().contains("look for this request_id in WebhookLog: a secret that cannot be read"));
    }

    @Test
    void aWebhookFunctionThatTakesAnythingIsWrong() throws Exception {
        json("POST /webhooks/cloudinary", 200, "{\"status\": \"ok\", \"request_id\": \"r\"}");

        assertTrue(wrong(smoke()).words().contains("nobody signed"));
    }

    @Test
    void anAddressThatLeadsNowhereIsSaid() throws Exception {
        assertTrue(wrong(smoke("http://127.0.0.1:1")).words().contains("the connection was refused"));
        assertTrue(wrong(smoke("https://nowhere.invalid/v2")).words().contains("leads to no address (DNS)"));
    }

    @Test
    void anAddressThatDoesNotSpeakTlsIsSaid() throws Exception {
        try (var plain = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> speakPlainly(plain));
            String words = wrong(smoke("https://127.0.0.1:" + plain.getLocalPort() + "/v2")).words();
            assertTrue(words.startsWith("TLS with 127.0.0.1 fails"), words);
        }
    }

    private static void speakPlainly(ServerSocket server) {
        try {
            while (true) {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                        socket.getInputStream().readAllBytes();
                    } catch (IOException closed) {
                        // The client has seen enough.
                    }
                });
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example.com/v2, https://a.example.com, ''", "https://a.example.com, https://a.example.com, ''",
        "https://a.example.com/, https://a.example.com, ''", "https://a.example.com/v2/generate/demo/, https://a.example.com, demo",
        "https://a.example.com/prod/v2, https://a.example.com/prod, ''", "http://127.0.0.1:3000, http://127.0.0.1:3000, ''",
    })
    void aBaseUrlIsTakenInEachOfItsForms(String text, String root, String cloud) {
        assertEquals(new BaseUrl(root, Optional.of(cloud).filter(c -> !c.isEmpty())), BaseUrl.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.example.com", "ftp://a.example.com", "https://", "https://a.example.com/v2?x=1", "https://k:s@a.example.com/v2"})
    void whatIsNoBaseUrlIsRefused(String text) {
        assertThrows(UsageException.class, () -> BaseUrl.of(text));
    }

    @Test
    void credentialsComeFromTheEnvironmentOrAreAskedFor() {
        Map<String, String> environment = Map.of("IMAGEGEN_API_KEY", "k", "IMAGEGEN_WEBHOOK_SECRET", "w");

        assertEquals(new Credentials("k", "typed", Optional.of("w")), Credentials.of(environment, _ -> Optional.of("typed")));
        String refused = assertThrows(UsageException.class, () -> Credentials.of(environment, _ -> Optional.empty())).getMessage();
        assertTrue(refused.contains("IMAGEGEN_API_SECRET"), refused);
        assertFalse(new Credentials("k", "secret", Optional.of("other")).toString().contains("secret"));
    }
}
