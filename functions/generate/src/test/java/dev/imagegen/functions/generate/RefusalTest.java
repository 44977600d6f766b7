package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that are wrong: each with its status, its code, and a message that names the field and says what to write. */
class RefusalTest {

    private static final String T2I = "text_to_image";
    private static final String I2I = "image_to_image";

    private final Door door = new Door();

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments(T2I, "", "invalid_json", null, "object"),
                arguments(T2I, "{\"prompt\": \"a", "invalid_json", null, "line 1"),
                arguments(T2I, "[]", "invalid_json", null, "object"),
                arguments(T2I, "{\"prompt\": \"a\"} x", "invalid_json", null, "line 1"),
                arguments(T2I, "{\"prompt\": \"a\", \"prompt\": \"b\"}", "invalid_json", null, "line 1"),
                arguments(T2I, "{}", "invalid_request", "prompt", "required"),
                arguments(T2I, "{\"prompt\": \"\"}", "invalid_request", "prompt", "1 to 16384"),
                arguments(T2I, "{\"prompt\": \"  \"}", "invalid_request", "prompt", "blank"),
                arguments(T2I, "{\"prompt\": 7}", "invalid_request", "prompt", "string"),
                arguments(T2I, "{\"prompt\": \"" + "x".repeat(16385) + "\"}", "invalid_request", "prompt", "16385"),
                arguments(T2I, with("\"model\": \"flux-2-pro\""), "invalid_request", "model", "{\"id\": \"flux-2-pro\"}"),
                arguments(T2I, with("\"model\": {}"), "invalid_request", "model", "three forms"),
                arguments(T2I, with("\"model\": {\"id\": \"flux-2-pro\", \"family\": \"flux\"}"), "invalid_request", "model", "three forms"),
                arguments(T2I, with("\"model\": {\"id\": \"dall-e-3\"}"), "unknown_model", "model.id", "flux-2-pro"),
                arguments(T2I, with("\"model\": {\"id\": \"flux-2-pro-edit\"}"), "unknown_model", "model.id", "image_to_image"),
                arguments(T2I, with("\"model\": {\"family\": \"midjourney\"}"), "unknown_model", "model.family", "nano-banana"),
                arguments(T2I, with("\"model\": {\"family\": \"flux\", \"tier\": \"ultra\"}"), "invalid_request", "model.tier", "standard, premium"),
                arguments(T2I, with("\"model\": {\"mode\": \"manual\"}"), "invalid_request", "model.mode", "auto"),
                arguments(T2I, with("\"model\": {\"mode\": \"auto\", \"preference\": \"cheap\"}"), "invalid_request", "model.preference", "economy"),
                arguments(T2I, with("\"model\": {\"id\": \"flux-2-pro\", \"steps\": 4}"), "invalid_request", "model.steps", "Allowed: id"),
                arguments(T2I, with("\"image_size\": {\"width\": 1024, \"height\": 1024, \"aspect_ratio\": \"1:1\"}"), "invalid_request", "image_size", "not both"),
                arguments(T2I, with("\"image_size\": {\"width\": 1024}"), "invalid_request", "image_size.height", "required"),
                arguments(T2I, with("\"image_size\": {\"width\": 63, \"height\": 64}"), "invalid_request", "image_size.width", "64 to 4096"),
                arguments(T2I, with("\"image_size\": {\"width\": 64, \"height\": 4097}"), "invalid_request", "image_size.height", "64 to 4096"),
                arguments(T2I, with("\"image_size\": {\"width\": \"1024\", \"height\": 64}"), "invalid_request", "image_size.width", "integer"),
                arguments(T2I, with("\"image_size\": {\"aspect_ratio\": \"4:5\"}"), "invalid_request", "image_size.aspect_ratio", "1:1, 16:9, 9:16, 4:3, 3:4"),
                arguments(T2I, with("\"image_size\": {\"aspect_ratio\": \"1:1\", \"resolution\": \"8K\"}"), "invalid_request", "image_size.resolution", "0.5K, 1K, 2K, 4K"),
                arguments(T2I, with("\"image_size\": \"1024x1024\""), "invalid_request", "image_size", "object"),
                arguments(T2I, with("\"aspect_ratio\": \"16:9\""), "invalid_request", "aspect_ratio", "image_size"),
                arguments(T2I, with("\"width\": 1024"), "invalid_request", "width", "image_size"),
                arguments(T2I, with("\"size\": \"1024x1024\""), "invalid_request", "size", "image_size"),
                arguments(T2I, with("\"n\": 2"), "invalid_request", "n", "one image"),
                arguments(T2I, with("\"number_of_images\": 2"), "invalid_request", "number_of_images", "one image"),
                arguments(T2I, with("\"format\": \"gif\""), "invalid_request", "format", "png, jpeg, webp"),
                arguments(T2I, with("\"target\": {}"), "invalid_request", "target.target_type", "required"),
                arguments(T2I, with("\"target\": {\"target_type\": \"s3\"}"), "invalid_request", "target.target_type", "managed_asset, temporary"),
                arguments(T2I, with("\"target\": {\"target_type\": \"managed_asset\", \"folder\": \"a\"}"), "invalid_request", "target.folder", "public_id"),
                arguments(T2I, with("\"target\": {\"target_type\": \"temporary\", \"public_id\": \"a\"}"), "invalid_request", "target.public_id", "target_type"),
                arguments(T2I, with("\"target\": {\"target_type\": \"managed_asset\", \"public_id\": \"a?b\"}"), "invalid_request", "target.public_id", "?"),
                arguments(T2I, with("\"target\": {\"target_type\": \"managed_asset\", \"public_id\": \"a/../b\"}"), "invalid_request", "target.public_id", "parts . or .."),
                arguments(T2I, with("\"seed\": -1"), "invalid_request", "seed", "0"),
                arguments(T2I, with("\"seed\": 1.5"), "invalid_request", "seed", "integer"),
                arguments(T2I, with("\"async\": \"yes\""), "invalid_request", "async", "true or false"),
                arguments(T2I, with("\"notification_url\": \"http://example.com\""), "invalid_request", "notification_url", "https"),
                arguments(T2I, with("\"notification_url\": \"https://a:b@example.com\""), "invalid_request", "notification_url", "password"),
                arguments(T2I, with("\"async\": true, \"notification_url\": \"https://example.com/hook\""), "invalid_request", "notification_url", "POST /v2/generate/demo/webhook_settings/secrets"),
                arguments(T2I, with("\"notification_url\": \"http://127.0.0.1:4000/\""), "invalid_request", "notification_url", "https"),
                arguments(T2I, with("\"notification_url\": \"https://169.254.169.254/x\""), "invalid_request", "notification_url", "public address"),
                arguments(I2I, "{\"prompt\": \"a\", \"reference_images\": [{\"source_type\": \"url\", \"url\": \"https://127.0.0.1/a.png\"}]}", "invalid_request", "reference_images[0].url", "public address"),
                arguments(I2I, "{\"prompt\": \"a\", \"reference_images\": [{\"source_type\": \"url\", \"url\": \"https://example.com:8443/a.png\"}]}", "invalid_request", "reference_images[0].url", "port 443"),
                arguments(I2I, with("\"async\": true"), "invalid_request", "reference_images", "required"),
                arguments(I2I, with("\"reference_images\": []"), "invalid_request", "reference_images", "1 to 4"),
                arguments(I2I, with("\"reference_images\": [\"https://example.com/a.png\"]"), "invalid_request", "reference_images[0]", "source_type"),
                arguments(I2I, with("\"reference_images\": [{\"source_type\": \"url\", \"url\": \"http://example.com/a.png\"}]"), "invalid_request", "reference_images[0].url", "https"),
                arguments(I2I, with("\"reference_images\": [{\"source_type\": \"managed_asset\", \"asset_id\": \"../x\"}]"), "invalid_request", "reference_images[0].asset_id", "letters"),
                arguments(I2I, "{\"prompt\": \"a\", \"model\": {\"family\": \"ideogram\"}, " + reference() + "}", "unknown_model", "model", "nano-banana/premium"),
                arguments(I2I, "{\"prompt\": \"a\", \"model\": {\"id\": \"flux-2-pro\"}, " + reference() + "}", "unknown_model", "model.id", "text_to_image"));
    }

    private static String with(String field) {
        return "{\"prompt\": \"a lamp\", " + field + "}";
    }

    private static String reference() {
        return "\"reference_images\": [{\"source_type\": \"url\", \"url\": \"https://example.com/a.png\"}]";
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aWrongBodyIsA400ThatNamesItsFieldAndCostsNothing(String route, String body, String code, String field, String hint) {
        Door.Reply reply = door.post(route, body);

        assertEquals(400, reply.status());
        assertEquals("user_error", reply.error().get("category").textValue());
        assertEquals(code, reply.error().get("code").textValue());
        assertTrue(reply.error().get("message").textValue().contains(hint), reply.error().toString());
        if (field != null) {
            assertEquals(field, reply.error().get("details").get("field").textValue());
        }
        assertEquals(List.of(), door.jobs.sent());
    }

    @Test
    void missingCredentialsAreA401() {
        Door.Reply reply = door.call("POST", T2I, with("\"async\": true"), Map.of("content-type", "application/json"));

        refusal(reply, 401, "auth_error", "missing_credentials");
    }

    @Test
    void anUnknownKeyAndAWrongSecretGetTheSameAnswer() {
        Door.Reply unknown = door.call("POST", T2I, with("\"async\": true"), Door.headers("nobody:demo-secret"));
        Door.Reply wrong = door.call("POST", T2I, with("\"async\": true"), Door.headers("demo-key:wrong"));

        refusal(unknown, 401, "auth_error", "invalid_credentials");
        assertEquals(unknown.error(), wrong.error());
    }

    @Test
    void theCloudOfAnotherKeyIsA403() {
        refusal(door.call("POST", T2I, with("\"async\": true"), Door.headers("other-key:demo-secret")), 403, "auth_error", "wrong_cloud");
    }

    @Test
    void aBodyThatIsNotJsonIsA415() {
        Map<String, String> headers = Door.headers("demo-key:demo-secret");
        headers.put("content-type", "application/x-www-form-urlencoded");

        Door.Reply reply = door.call("POST", T2I, "prompt=a", headers);

        refusal(reply, 415, "user_error", "unsupported_media_type");
        assertTrue(reply.error().get("message").textValue().contains("Content-Type: application/json"));
    }

    @Test
    void aHugeBodyIsA413() {
        refusal(door.post(T2I, with("\"x\": \"" + "y".repeat(256 * 1024) + "\"")), 413, "user_error", "body_too_large");
    }

    @Test
    void aWrongMethodIsA405ThatSaysTheRightOne() {
        Door.Reply reply = door.get(T2I);

        refusal(reply, 405, "user_error", "method_not_allowed");
        assertEquals("POST", reply.headers().get("Allow"));
        refusal(door.post("tasks/0a", "{}"), 405, "user_error", "method_not_allowed");
        refusal(door.get("/webhooks/cloudinary"), 405, "user_error", "method_not_allowed");
    }

    @Test
    void anUnknownRouteIsA404() {
        refusal(door.get("/v2/generate/demo/text_to_video"), 404, "user_error", "route_not_found");
        refusal(door.get("/"), 404, "user_error", "route_not_found");
    }

    @Test
    void anUnknownTaskIsA404AndAMalformedIdA400() {
        refusal(door.get("tasks/0123456789abcdef"), 404, "user_error", "task_not_found");
        Door.Reply malformed = door.get("tasks/not-hex");
        refusal(malformed, 400, "user_error", "invalid_request");
        assertEquals("task_id", malformed.error().get("details").get("field").textValue());
    }

    @Test
    void usedUpCreditsAreA429WithTheQuotaAndABlockingNotice() {
        for (int i = 0; i < 12; i++) {
            assertEquals(202, door.post(T2I, with("\"async\": true")).status());
        }

        Door.Reply reply = door.post(T2I, with("\"async\": true"));

        refusal(reply, 429, "rate_limit_error", "credits_exhausted");
        var quota = reply.body().get("limits").get("addons_quota").get(0);
        assertEquals(2, quota.get("remaining").intValue());
        assertEquals(50, quota.get("limit").intValue());
        assertEquals("blocking", reply.body().get("notices").get(0).get("severity").textValue());
        assertEquals("2026-12-01T00:00:00Z", reply.error().get("details").get("resets_at").textValue());
    }

    @Test
    void aMalformedWaitIsA400() {
        Map<String, String> headers = Door.headers("demo-key:demo-secret");
        headers.put("prefer", "wait=soon");

        Door.Reply reply = door.call("POST", T2I, with("\"seed\": 1"), headers);

        refusal(reply, 400, "user_error", "invalid_request");
        assertEquals(List.of(), door.jobs.sent());
    }

    @Test
    void neitherSecretsNorPromptsAreLogged() {
        door.call("POST", T2I, with("\"async\": true"), Door.headers("demo-key:hunter2"));
        door.post(T2I, "{\"prompt\": \"xyzzy-prompt\", \"async\": true}");

        String log = door.logged.toString();
        assertFalse(log.contains("hunter2") || log.contains("demo-secret") || log.contains("xyzzy-prompt"), log);
    }

    private static void refusal(Door.Reply reply, int status, String category, String code) {
        assertEquals(status, reply.status());
        assertEquals(category, reply.error().get("category").textValue());
        assertEquals(code, reply.error().get("code").textValue());
        assertEquals(reply.headers().get("X-Request-Id"), reply.body().get("request_id").textValue());
    }
}
