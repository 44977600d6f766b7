package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.imagegen.asset.Upload;
import dev.imagegen.asset.cloudinary.CloudinarySettings;
import dev.imagegen.asset.cloudinary.CloudinaryStore;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Target;
import dev.imagegen.local.template.Template;
import dev.imagegen.testing.Png;
import dev.imagegen.webhook.NotificationVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCloudTest {

    @TempDir
    private Path dir;

    @Test
    void itsParametersSatisfyTheRealTemplate() throws Exception {
        var parameters = DemoCloud.parameters();
        parameters.put("CloudinaryApiBase", "http://127.0.0.1:3001");

        var template = Template.read(Project.here().template(), parameters);

        assertEquals(3, template.functions(urls(template)).size());
    }

    @Test
    void itsParametersAreACopyForEachCaller() {
        DemoCloud.parameters().put("Engine", "paid");

        assertEquals("sandbox", DemoCloud.parameters().get("Engine"));
    }

    @Test
    void cloudinaryIsOnThePortAfterTheGatewaySoThatAddressesSurviveARestart() throws Exception {
        for (int tries = 0; ; tries++) {
            try (var gateway = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                    var cloudinary = DemoCloud.lastingCloudinary().start(Optional.of(dir), gateway(gateway.getLocalPort()))) {
                assertEquals(gateway(gateway.getLocalPort() + 1), cloudinary.base());
                assertEquals(401, status(cloudinary.base() + "/v1_1/demo/resources/x"));
                return;
            } catch (IOException somebodyHasThePortAfterIt) {
                assertTrue(tries < 100, somebodyHasThePortAfterIt::toString);
            }
        }
    }

    @Test
    void whatHappensInCloudinaryIsToldAtTheGatewayWithTheSecretThatTheSystemVerifiesWith() throws Exception {
        var verified = new LinkedBlockingQueue<Boolean>();
        var verifier = new NotificationVerifier(List.of(DemoCloud.WEBHOOK_SECRET), Clock.systemUTC());
        var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        receiver.createContext("/webhooks/cloudinary", exchange -> {
            try (exchange) {
                var headers = exchange.getRequestHeaders();
                verified.add(verifier.verify(exchange.getRequestBody().readAllBytes(),
                        headers.getFirst("X-Cld-Timestamp"), headers.getFirst("X-Cld-Signature")));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        receiver.start();
        try (var cloudinary = DemoCloud.cloudinary().start(Optional.empty(), gateway(receiver.getAddress().getPort()))) {
            var settings = new CloudinarySettings(cloudinary.base(), DemoCloud.NAME, DemoCloud.parameters().get("CloudinaryApiKey"),
                    () -> DemoCloud.parameters().get("CloudinarySecret").substring("plain:".length()), Duration.ofMinutes(5));
            new CloudinaryStore(settings, HttpClient.newHttpClient(), new ObjectMapper(), Clock.systemUTC(), _ -> { })
                    .store(new Upload("0123", Png.of(2, 2), ImageFormat.PNG, Target.DEFAULT, Instant.EPOCH));

            assertEquals(true, verified.take());
        } finally {
            receiver.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onATakenPortItIsElsewhereAsLongAsNothingMustSurvive(boolean kept) throws Exception {
        var starter = kept ? DemoCloud.cloudinary() : DemoCloud.lastingCloudinary();
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var cloudinary = starter.start(kept ? Optional.of(dir) : Optional.empty(), gateway(taken.getLocalPort() - 1))) {
            assertNotEquals(taken.getLocalPort(), cloudinary.base().getPort());
            assertEquals(401, status(cloudinary.base() + "/v1_1/demo/resources/x"));
        }
    }

    @Test
    void onATakenPortImagesThatAreKeptCanNotBeServed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var gateway = gateway(taken.getLocalPort() - 1);

            var error = assertThrows(
                    IOException.class, () -> DemoCloud.lastingCloudinary().start(Optional.of(dir), gateway).close());

            assertEquals(
                    "Port " + taken.getLocalPort() + " is in use, where the images of --data are served: choose another --port.",
                    error.getMessage());
        }
    }

    @Test
    void theHighestPortOfAGatewayLeavesNoneAfterIt() throws Exception {
        try (var cloudinary = DemoCloud.cloudinary().start(Optional.empty(), gateway(65_535))) {
            assertEquals(401, status(cloudinary.base() + "/v1_1/demo/resources/x"));
        }
        var error = assertThrows(
                IOException.class, () -> DemoCloud.lastingCloudinary().start(Optional.of(dir), gateway(65_535)).close());
        assertEquals(
                "There is no port after 65535, where the images of --data are served: choose another --port.",
                error.getMessage());
    }

    private static Map<String, String> urls(Template template) {
        return template.queues().stream().collect(
                Collectors.toMap(queue -> queue.id(), queue -> "http://127.0.0.1:1/" + queue.name()));
    }

    private static int status(String uri) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.discarding()).statusCode();
        }
    }

    private static URI gateway(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
