package dev.imagegen.local.cloudinary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import dev.imagegen.local.cloudinary.EmulatorClient.Got;
import dev.imagegen.webhook.NotificationSigner;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the emulator tells of an order, and that asking works without it. */
class GenerationWebhookTest {

    private GenerationStage stage;

    @BeforeEach
    void start() throws IOException {
        stage = new GenerationStage();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void theWebhookIsSignedAndNamesTheTask() throws InterruptedException {
        stage.release(2);
        Got accepted = stage.order("{'prompt': 'A lake', 'async': true, 'notification_url': '" + stage.hook() + "'}");

        GenerationStage.Notification notification = stage.notifications.take();
        JsonNode body = Json.parse(new String(notification.body(), UTF_8));
        assertEquals(accepted.json().at("/data/task_id"), body.path("task_id"));
        assertEquals("generate_image", body.path("notification_type").asText());
        assertEquals("text_to_image", body.path("operation_name").asText());
        assertEquals(200, body.path("http_status").asInt());
        assertTrue(body.path("error").isNull());
        assertTrue(body.at("/data/assets/0/storage/secure_url").isTextual());
        assertEquals(new NotificationSigner(SignatureAlgorithm.SHA1, EmulatorClient.ACCOUNT.apiSecret())
                .sign(notification.body(), notification.timestamp()), notification.signature());
    }

    @Test
    void theWebhookOfAFailureCarriesAnError() throws InterruptedException {
        stage.release(2);
        stage.order("{'prompt': 'A lake emulate:refuse-output', 'async': true, 'notification_url': '" + stage.hook() + "'}");

        JsonNode body = Json.parse(new String(stage.notifications.take().body(), UTF_8));
        assertEquals(422, body.path("http_status").asInt());
        assertEquals("user_error", body.at("/error/category").asText());
        assertTrue(body.path("data").isNull());
        assertEquals(0, stage.emulator.billed());
    }

    @Test
    void withoutAWebhookOnlyAskingHelps() {
        stage.release(4);
        String order = "{'prompt': 'A lake emulate:no-webhook', 'async': true, 'notification_url': '" + stage.hook() + "'}";
        Got quiet = stage.order(order);
        stage.await(quiet.json().at("/data/task_id").asText(), "completed");

        assertTrue(stage.notifications.isEmpty());
    }

    @Test
    void withTheWebhookOnlyAskingHelpsAfterItWasSent() throws InterruptedException {
        stage.release(2);
        String order = "{'prompt': 'A lake emulate:webhook-only', 'async': true, 'notification_url': '" + stage.hook() + "'}";
        String id = stage.order(order).json().at("/data/task_id").asText();

        stage.notifications.take();
        stage.await(id, "completed");
    }

    @Test
    void aReceiverThatIsGoneChangesNothing() {
        stage.stopReceiver();
        stage.release(2);
        String id = stage.order("{'prompt': 'A lake', 'async': true, 'notification_url': '" + stage.hook() + "'}")
                .json().at("/data/task_id").asText();

        stage.await(id, "completed");
    }
}
