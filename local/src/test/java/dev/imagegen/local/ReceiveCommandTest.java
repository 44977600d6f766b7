package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.webhook.NotificationSigner;
import dev.imagegen.webhook.SignatureAlgorithm;
import dev.imagegen.webhook.StandardSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReceiveCommandTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1790000000), ZoneOffset.UTC);
    private static final String COMPLETED = """
            {"notification_type": "generate_image", "operation_name": "text_to_image", "task_id": "0a1b", "http_status": 200,
             "error": null, "data": {"assets": [{"storage": {"secure_url": "https://example.com/lamp.png"},
             "format": "png", "width": 512, "height": 384}]}}""";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ReceiveCommand command = new ReceiveCommand(CLOCK);

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private int deliver(Command.Receive receive, String secret, String body) throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (var server = command.start(receive, new PrintStream(printed, true, StandardCharsets.UTF_8));
                var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(server.address())
                    .POST(BodyPublishers.ofByteArray(bytes))
                    .header("webhook-id", "msg_0a1b")
                    .header("webhook-timestamp", "1790000000")
                    .header("webhook-signature", new StandardSigner(secret).sign(bytes, "msg_0a1b", "1790000000"))
                    .header("X-Cld-Timestamp", "1790000000")
                    .header("X-Cld-Signature",
                            new NotificationSigner(SignatureAlgorithm.SHA1, secret).sign(bytes, "1790000000"))
                    .build(), BodyHandlers.discarding()).statusCode();
        }
    }

    private static Command.Receive receive(int status, String... secret) {
        return new Command.Receive(0, status, secret.length == 0 ? Optional.empty() : Optional.of(secret[0]));
    }

    @Test
    void completedTaskIsPrintedWithItsAssetAndTheSignaturesOfTheDemoCloudHold() throws Exception {
        assertEquals(200, deliver(receive(200), DemoCloud.SIGNING_SECRET, COMPLETED));

        assertEquals("""
                2026-09-21T14:13:20Z  msg_0a1b
                  task   0a1b (text_to_image)
                  status 200
                  asset  png 512x384 https://example.com/lamp.png
                  X-Cld-Signature   holds
                  webhook-signature holds
                """, printed());
    }

    @Test
    void failedTaskIsPrintedWithItsErrorAndAnsweredAsAsked() throws Exception {
        assertEquals(503, deliver(receive(503, "whsec_QUJDREVG"), "whsec_QUJDREVG", """
                {"operation_name": "image_to_image", "task_id": "0a1b", "http_status": 422,
                 "error": {"code": "content_refused", "message": "It was refused."}, "data": null}"""));

        assertEquals("""
                2026-09-21T14:13:20Z  msg_0a1b
                  task   0a1b (image_to_image)
                  status 422
                  error  content_refused: It was refused.
                  X-Cld-Signature   holds
                  webhook-signature holds
                """, printed());
    }

    @Test
    void signaturesOfAnotherSecretDoNotHold() throws Exception {
        deliver(receive(200), "whsec_QUJDREVG", COMPLETED);

        assertEquals(2, printed().lines().filter(line -> line.endsWith("DOES NOT HOLD")).count());
    }

    @Test
    void whatIsNoNotificationIsPrintedAsSuch() throws Exception {
        try (var server = command.start(receive(200), new PrintStream(printed, true, StandardCharsets.UTF_8));
                var client = HttpClient.newHttpClient()) {
            URI anywhere = server.address().resolve("/a/b?c=d");
            client.send(HttpRequest.newBuilder(anywhere).POST(BodyPublishers.ofString("hello")).build(), BodyHandlers.discarding());
        }
        assertEquals("""
                2026-09-21T14:13:20Z  null
                  5 bytes that are no JSON
                  X-Cld-Signature   DOES NOT HOLD
                  webhook-signature DOES NOT HOLD
                """, printed());
    }

    @Test
    void portThatIsInUseAndASecretThatIsNoneAreMistakesOfTheCommandLine() throws Exception {
        try (var server = command.start(receive(200), System.err)) {
            int taken = server.address().getPort();
            var inUse = assertThrows(UsageException.class,
                    () -> command.start(new Command.Receive(taken, 200, Optional.empty()), System.err));
            assertEquals("Port " + taken + " is in use: choose another one with --port.", inUse.getMessage());
        }
        assertThrows(UsageException.class, () -> command.start(receive(200, "whsec_???"), System.err));
    }

    @Test
    void signingSecretOfTheDemoCloudIsAsLongAsTheStandardAsks() {
        byte[] secret = Base64.getDecoder().decode(DemoCloud.SIGNING_SECRET.substring("whsec_".length()));

        assertArrayEquals("an open secret of the demo cloud".getBytes(StandardCharsets.UTF_8), secret);
    }
}
