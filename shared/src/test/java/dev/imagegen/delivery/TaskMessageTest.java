package dev.imagegen.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudinary.api.signing.NotificationRequestSignatureVerifier;
import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskMessageTest {

    private final PostRoom room = new PostRoom();

    private static String text(Task task) {
        return new String(TaskMessage.of(task, PostRoom.LIMITS), StandardCharsets.UTF_8);
    }

    @Test
    void completedTaskIsToldWithItsAssetAndItsCredits() {
        Task task = room.ended();
        String assetId = ((TaskState.Completed) task.state()).assetId();

        assertEquals(Json.parse("""
                {"notification_type": "generate_image", "operation_name": "text_to_image", "operation_type": "single",
                 "request_id": "%s", "task_id": "%s", "http_status": 200, "error": null,
                 "limits": {"addons_quota": [{"type": "image_generation", "used_by_request": 3, "remaining": 47, "limit": 50}]},
                 "data": {"assets": [{
                   "storage": {"storage_type": "managed_asset",
                     "secure_url": "https://example.com/demo/image/upload/v17/imagegen/lamp.png",
                     "asset_id": "%s", "public_id": "imagegen/lamp", "resource_type": "image", "type": "upload", "version": 17},
                   "format": "png", "width": 512, "height": 384, "bytes": 1234,
                   "model": {"family": "flux", "tier": "premium", "id": "flux-2-pro"}, "seed": 42,
                   "created_at": "2026-11-22T10:00:00Z"}]}}
                """.formatted(task.requestId(), task.id(), assetId)), parsed(task));
    }

    private static JsonNode parsed(Task task) {
        return Json.parse(text(task));
    }

    @Test
    void failedTaskIsToldWithItsErrorAndTheStatusOfThat() {
        Task task = room.ended(true);

        assertEquals(Json.parse("""
                {"notification_type": "generate_image", "operation_name": "text_to_image", "operation_type": "single",
                 "request_id": "%s", "task_id": "%s", "http_status": 422,
                 "error": {"category": "user_error", "code": "content_refused", "message": "It failed."},
                 "limits": {"addons_quota": [{"type": "image_generation", "used_by_request": 3, "remaining": 47, "limit": 50}]},
                 "data": null}
                """.formatted(task.requestId(), task.id())), parsed(task));
    }

    @Test
    void taskThatRunsStillIsNotTold() {
        Task task = Samples.task(Samples.CLOUD, Target.DEFAULT, 3, Allowance.unlimited());

        assertThrows(IllegalStateException.class, () -> TaskMessage.of(task, PostRoom.LIMITS));
    }

    @Test
    void cloudinarysOwnVerifierAcceptsWhatIsSent() {
        byte[] body = TaskMessage.of(room.ended(), PostRoom.LIMITS);
        SigningSecret secret = PostRoom.secret("first");
        Map<String, String> headers = SignedHeaders.of(WebhookSettings.NONE.withSecret(secret), "1", body, Instant.now());

        assertTrue(new NotificationRequestSignatureVerifier(secret.secret()).verifySignature(
                new String(body, StandardCharsets.UTF_8), headers.get("X-Cld-Timestamp"), headers.get("X-Cld-Signature"), 60));
    }
}
