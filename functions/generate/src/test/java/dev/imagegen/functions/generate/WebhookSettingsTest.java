package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import dev.imagegen.delivery.SigningSecret;
import dev.imagegen.delivery.WebhookSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a cloud is told, and with which secrets: for the root key alone. */
class WebhookSettingsTest {

    private static final String SETTINGS = "webhook_settings";
    private static final String SECRETS = "webhook_settings/secrets";
    private static final String HOOK = "{\"notification_url\": \"https://example.com/hook?of=us\"}";
    private static final String NOWHERE = "{\"notification_url\": null}";

    private final Door door = new Door();
    private final ApiDocument document = ApiDocument.served();

    private Door.Reply call(String method, String route, String body) {
        return door.call(method, route, body, Door.headers("demo-key:demo-secret"));
    }

    private JsonNode made() {
        Door.Reply reply = call("POST", SECRETS, null);
        assertEquals(201, reply.status(), reply.body().toString());
        assertEquals("no-store", reply.headers().get("Cache-Control"));
        assertEquals("", document.violations("/components/schemas/NewSecretAnswer", reply.body()));
        return reply.body().get("data");
    }

    private Door.Reply drop(String id) {
        return call("DELETE", SECRETS + "/" + id, null);
    }

    private List<String> ids() {
        Door.Reply reply = call("GET", SETTINGS, null);
        assertEquals(200, reply.status());
        assertEquals("no-store", reply.headers().get("Cache-Control"));
        assertEquals("", document.violations("/components/schemas/WebhookSettingsAnswer", reply.body()));
        List<String> ids = new ArrayList<>();
        reply.body().at("/data/secrets").forEach(secret -> ids.add(secret.get("id").textValue()));
        return ids;
    }

    private static void refused(Door.Reply reply, int status, String code) {
        assertEquals(status, reply.status(), reply.body().toString());
        assertEquals(code, reply.error().get("code").textValue());
    }

    @Test
    void aCloudThatMadeNoneHasNoSettings() {
        assertEquals(Json.parse("{\"notification_url\": null, \"signature_algorithm\": \"sha1\", \"secrets\": []}"), call("GET", SETTINGS, null).body().get("data"));
    }

    @Test
    void aNewSecretIsToldOnceAndNamedByItsIdFromThenOn() {
        JsonNode made = made();
        String secret = made.get("secret").textValue();

        assertEquals(32, Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")).length);
        assertTrue(secret.startsWith("whsec_"));
        assertEquals("2026-11-22T10:00:00Z", made.get("created_at").textValue());
        assertEquals(secret, door.settings.of("demo").secrets().getFirst().secret());
        Door.Reply later = call("GET", SETTINGS, null);
        assertEquals(made.get("id"), later.body().at("/data/secrets/0/id"));
        assertFalse(later.body().toString().contains("whsec_"));
        assertFalse(door.logged.toString().contains(secret));
        assertTrue(door.logged.toString().contains(made.get("id").textValue()));
    }

    @Test
    void theNewestTwoSecretsAreKeptTheNewestFirst() {
        List<String> made = new ArrayList<>();
        var secrets = new HashSet<String>();
        for (int i = 0; i < 3; i++) {
            JsonNode one = made();
            made.addFirst(one.get("id").textValue());
            secrets.add(one.get("secret").textValue());
            door.clock.advance(Duration.ofSeconds(1));
            assertEquals(made.subList(0, Math.min(made.size(), 2)), ids());
        }
        assertEquals(3, secrets.size());
    }

    @Test
    void aSecretIsDroppedAndTheOtherSignsOn() {
        String older = made().get("id").textValue();
        String newer = made().get("id").textValue();
        call("PUT", SETTINGS, HOOK);

        Door.Reply reply = drop(older);

        assertEquals(204, reply.status());
        assertEquals(32, reply.headers().get("X-Request-Id").length());
        assertFalse(reply.headers().containsKey("Content-Type"));
        assertEquals(List.of(newer), ids());
        refused(drop(older), 404, "secret_not_found");
    }

    @Test
    void theLastSecretGoesOnlyWhenNobodyIsToldByTheCloud() {
        String last = made().get("id").textValue();
        call("PUT", SETTINGS, HOOK);

        refused(drop(last), 409, "secret_in_use");
        assertEquals(List.of(last), ids());

        assertEquals(200, call("PUT", SETTINGS, NOWHERE).status());
        assertEquals(204, drop(last).status());
        assertEquals(WebhookSettings.NONE, door.settings.of("demo"));
    }

    @Test
    void anAddressIsRefusedWhileThereIsNoSecretAndTakenOnceThereIsOne() {
        refused(call("PUT", SETTINGS, HOOK), 400, "invalid_request");
        assertEquals(200, call("PUT", SETTINGS, NOWHERE).status());
        made();

        Door.Reply reply = call("PUT", SETTINGS, HOOK);

        assertEquals(200, reply.status());
        assertEquals("", document.violations("/components/schemas/WebhookSettingsAnswer", reply.body()));
        assertEquals("https://example.com/hook?of=us", reply.body().at("/data/notification_url").textValue());
        assertEquals(1, reply.body().at("/data/secrets").size());
        assertEquals(Optional.of(URI.create("https://example.com/hook?of=us")), door.settings.of("demo").notificationUrl());
        assertFalse(door.logged.toString().contains("example.com"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                   | invalid_request | required
            []                                                                   | invalid_json    | object
            no json                                                              | invalid_json    | line 1
            {"signature_algorithm": null}                                        | invalid_request | required
            {"signature_algorithm": "SHA-256"}                                   | invalid_request | must be one of sha1, sha256
            {"signature_algorithm": "md5"}                                       | invalid_request | must be one of sha1, sha256
            {"signature_algorithm": 256}                                         | invalid_request | must be one of sha1, sha256
            {"notification_url": "https://example.com/", "signature_algorithm": ""} | invalid_request | must be one of sha1, sha256
            {"notification_url": 7}                                              | invalid_request | string
            {"notification_url": ""}                                             | invalid_request | 1 to 2048
            {"notification_url": "http://example.com/"}                          | invalid_request | https
            {"notification_url": "https://a:b@example.com/"}                     | invalid_request | password
            {"notification_url": "https://127.0.0.1/"}                           | invalid_request | public address
            {"notification_url": "https://example.com:8443/"}                    | invalid_request | port 443
            {"notification_url": "https://metadata.internal/"}                   | invalid_request | public address
            {"notification_url": "https://exa mple.com/"}                        | invalid_request | not a valid address
            {"notification_url": "https://example.com/", "secrets": []}          | invalid_request | not known
            """)
    void aWrongBodyIsA400ThatChangesNothing(String body, String code, String hint) {
        made();
        call("PUT", SETTINGS, HOOK);

        Door.Reply reply = call("PUT", SETTINGS, body);

        refused(reply, 400, code);
        assertTrue(reply.error().get("message").textValue().contains(hint), reply.error().toString());
        assertEquals("https://example.com/hook?of=us", call("GET", SETTINGS, null).body().at("/data/notification_url").textValue());
    }

    @Test
    void hashIsSetAloneOrWithTheAddressAndStaysOtherwise() {
        made();
        call("PUT", SETTINGS, HOOK);

        JsonNode set = call("PUT", SETTINGS, "{\"signature_algorithm\": \"sha256\"}").body().get("data");
        assertEquals("sha256", set.get("signature_algorithm").textValue());
        assertEquals("https://example.com/hook?of=us", set.get("notification_url").textValue());
        for (String kept : List.of(HOOK, "{\"notification_url\": \"https://example.com/\", \"signature_algorithm\": null}")) {
            assertEquals("sha256", call("PUT", SETTINGS, kept).body().at("/data/signature_algorithm").textValue());
        }
        made();
        assertEquals("sha256", call("GET", SETTINGS, null).body().at("/data/signature_algorithm").textValue());

        Door.Reply both = call("PUT", SETTINGS, "{\"notification_url\": null, \"signature_algorithm\": \"sha1\"}");
        assertEquals("", document.violations("/components/schemas/WebhookSettingsAnswer", both.body()));
        assertEquals("sha1", both.body().at("/data/signature_algorithm").textValue());
        assertTrue(both.body().at("/data/notification_url").isNull());
    }

    @Test
    void aBodyThatIsNoJsonOrTooLargeIsRefusedAsEverywhere() {
        Map<String, String> form = Door.headers("demo-key:demo-secret");
        form.put("content-type", "application/x-www-form-urlencoded");

        refused(door.call("PUT", SETTINGS, "notification_url=x", form), 415, "unsupported_media_type");
        refused(call("PUT", SETTINGS, "{\"x\": \"" + "y".repeat(256 * 1024) + "\"}"), 413, "body_too_large");
    }

    @ParameterizedTest
    @CsvSource({"GET, webhook_settings", "PUT, webhook_settings", "POST, webhook_settings/secrets",
        "DELETE, webhook_settings/secrets/0a"})
    void anotherKeyThanTheRootKeyMayNotEvenLook(String method, String route) {
        var secret = new SigningSecret("0a", "whsec_c2VjcmV0", door.clock.instant());
        door.settings.change("demo", settings -> settings.withSecret(secret));
        WebhookSettings before = door.settings.of("demo");

        refused(door.call(method, route, HOOK, Door.headers("client-key:demo-secret")), 403, "not_allowed");
        refused(door.call(method, route, HOOK, Door.headers("other-key:demo-secret")), 403, "wrong_cloud");
        refused(door.call(method, route, HOOK, Door.headers("demo-key:wrong")), 401, "invalid_credentials");
        refused(door.call(method, route, HOOK, Map.of()), 401, "missing_credentials");

        assertEquals(before, door.settings.of("demo"));
    }

    @Test
    void settingsOfOneCloudAreNotThoseOfAnother() {
        made();

        Door.Reply other = door.call(
                "GET", "/v2/generate/elsewhere/webhook_settings", null, Door.headers("other-key:demo-secret"));

        assertEquals(0, other.body().at("/data/secrets").size());
        assertNotEquals(List.of(), ids());
    }
}
