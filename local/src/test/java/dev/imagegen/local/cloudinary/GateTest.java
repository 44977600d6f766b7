package dev.imagegen.local.cloudinary;

import static dev.imagegen.local.cloudinary.EmulatorClient.ACCOUNT;
import static dev.imagegen.local.cloudinary.EmulatorClient.NOW;
import static dev.imagegen.local.cloudinary.EmulatorClient.picture;
import static dev.imagegen.local.cloudinary.EmulatorClient.signed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.local.cloudinary.EmulatorClient.Got;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in. */
class GateTest {

    private CloudinaryEmulator emulator;
    private EmulatorClient client;

    @BeforeEach
    void start() throws IOException {
        emulator = CloudinaryEmulator.start(
                new EmulatorSettings(0, Map.of("acme-demo", ACCOUNT), Optional.empty(), EmulatorClient.clock()));
        client = new EmulatorClient(emulator.baseUrl());
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource({"SHA1, true", "SHA1, false", "SHA256, true", "SHA256, false"})
    void bothVersionsAndBothHashesAreAccepted(Hash hash, boolean escaped) {
        var parameters =
                signed(Map.of("context", "alt=A & B|caption=x\\=y", "public_id", "größe/水筒"), hash, escaped);
        Got got = client.multipart("image/upload", parameters, picture("png", 1, 1));
        assertEquals(200, got.status(), got.error());
        assertEquals("A & B", got.json().path("context").path("custom").path("alt").asText());
    }

    @Test
    void publishedVectorIsAccepted() {
        Got got = client.form(
                "asset/destroy",
                Map.of(
                        "asset_id", "4b7c0d1e2f3a495867768594a3b2c1d0",
                        "invalidate", "true",
                        "timestamp", "1790000000",
                        "api_key", ACCOUNT.apiKey(),
                        "signature", "2c6572967545bdbebc615749926310dcbbc94a0e"));
        assertEquals("not found", got.text("result"));
    }

    @Test
    void changedParameterIsRefused() {
        var parameters = new HashMap<>(signed(Map.of("public_id", "a")));
        parameters.put("public_id", "b");
        Got got = client.form("image/destroy", parameters);
        assertEquals(401, got.status());
        assertTrue(got.error().contains("String to sign - 'public_id=b&timestamp=1790000000'"), got.error());
        assertFalse(got.error().contains(ACCOUNT.apiSecret()), got.error());
    }

    @ParameterizedTest
    @CsvSource({"-3600, 200", "-3601, 400", "3600, 200"})
    void signatureIsGoodForAnHour(long offset, int status) {
        Got got = client.post(
                "image/destroy", Map.of("public_id", "a", "timestamp", String.valueOf(NOW + offset)));
        assertEquals(status, got.status());
        assertEquals(status == 400, got.error().startsWith("Stale request"));
    }

    @ParameterizedTest
    @CsvSource({"signature, 401", "api_key, 400", "timestamp, 400"})
    void callWithoutAPartOfItsSignatureIsRefused(String name, int status) {
        var parameters = new HashMap<>(signed(Map.of("public_id", "a")));
        parameters.remove(name);
        assertEquals(status, client.form("image/destroy", parameters).status());
    }

    @Test
    void unknownKeyIsRefused() {
        var parameters = new HashMap<>(signed(Map.of("public_id", "a")));
        parameters.put("api_key", "9");
        assertEquals("Invalid api_key 9", client.form("image/destroy", parameters).error());
    }

    @Test
    void basicIsEnoughEverywhere() {
        Got got = client.send(HttpRequest.newBuilder(client.api("image/destroy"))
                .header("Authorization", EmulatorClient.basic())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("public_id=a")));
        assertEquals("not found", got.text("result"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Basic", "Bearer x", ""})
    void otherAuthorizationIsRefused(String header) {
        Got got = client.send(HttpRequest.newBuilder(client.api("resources/x")).header("Authorization", header));
        assertEquals(401, got.status());
    }

    @Test
    void adminCallNeedsBasic() {
        assertEquals(401, client.get("/v1_1/acme-demo/resources/x").status());
    }

    @Test
    void cloudsAreApart() {
        assertEquals(401, client.get("/v1_1/other/resources/x").status());
        assertEquals(404, client.get("/other/image/upload/a.png").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/", "/v1_1", "/v1_1/acme-demo/video/upload", "/v1_1/acme-demo/usage", "/acme-demo/video/a/b"
            })
    void unknownRouteIsNotFound(String path) {
        assertEquals(404, client.get(path).status());
    }

    @Test
    void settingsHideTheSecret() {
        var settings =
                new EmulatorSettings(0, Map.of("acme-demo", ACCOUNT), Optional.empty(), EmulatorClient.clock());
        assertFalse(settings.toString().contains(ACCOUNT.apiSecret()), settings.toString());
    }
}
