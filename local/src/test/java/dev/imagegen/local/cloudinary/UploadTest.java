package dev.imagegen.local.cloudinary;

import static dev.imagegen.local.cloudinary.EmulatorClient.ACCOUNT;
import static dev.imagegen.local.cloudinary.EmulatorClient.NOW;
import static dev.imagegen.local.cloudinary.EmulatorClient.picture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.local.cloudinary.EmulatorClient.Got;
import dev.imagegen.testing.MutableClock;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTest {

    private final MutableClock clock = EmulatorClient.clock();
    private CloudinaryEmulator emulator;
    private EmulatorClient client;

    @BeforeEach
    void start() throws IOException {
        var account = new Account(ACCOUNT.apiKey(), ACCOUNT.apiSecret(), Set.of("shop"));
        emulator = CloudinaryEmulator.start(
                new EmulatorSettings(0, Map.of("acme-demo", account), Optional.empty(), clock));
        client = new EmulatorClient(emulator.baseUrl());
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void uploadIsAnsweredWithWhatWasMeasured() {
        byte[] file = picture("png", 30, 20);
        Got got = client.upload(
                file, Map.of("public_id", "gen/lamp", "tags", "a,b", "context", "alt=x\\=y\\|z|imagegen_task=1"));
        assertEquals(200, got.status());
        assertTrue(got.text("asset_id").matches("[0-9a-f]{32}"), got.text("asset_id"));
        assertEquals("gen/lamp", got.text("public_id"));
        assertEquals("png 30 20", got.text("format") + " " + got.text("width") + " " + got.text("height"));
        assertEquals(file.length, got.json().path("bytes").asLong());
        assertEquals(NOW, got.json().path("version").asLong());
        assertEquals("2026-09-21T14:13:20Z", got.text("created_at"));
        assertEquals("[\"a\",\"b\"]", got.json().path("tags").toString());
        assertEquals("x=y|z", got.json().path("context").path("custom").path("alt").asText());
        assertEquals("1", got.json().path("context").path("custom").path("imagegen_task").asText());
        assertEquals(
                emulator.baseUrl() + "/acme-demo/image/upload/v1790000000/gen/lamp.png", got.text("secure_url"));
        assertEquals(
                Hash.SHA1.hex("public_id=gen/lamp&version=1790000000" + ACCOUNT.apiSecret()), got.text("signature"));
        assertFalse(got.json().toString().contains(ACCOUNT.apiSecret()));
    }

    @ParameterizedTest
    @CsvSource({"jpg, jpg", "png, png"})
    void formatIsThatOfTheBytes(String written, String format) {
        assertEquals(format, client.upload(picture(written, 7, 9), Map.of("public_id", "x.webp")).text("format"));
    }

    @ParameterizedTest
    @ValueSource(chars = {' ', 'L', 'X'})
    void everyKindOfWebpIsMeasured(char kind) {
        Got got = client.upload(EmulatorClient.webp(kind), Map.of());
        assertEquals("webp 300 200", got.text("format") + " " + got.text("width") + " " + got.text("height"));
    }

    @Test
    void withoutAPublicIdOneIsMade() {
        Got one = client.upload(picture("png", 1, 1), Map.of());
        Got other = client.upload(picture("png", 1, 1), Map.of());
        assertNotEquals(one.text("public_id"), other.text("public_id"));
        assertNotEquals(one.text("asset_id"), other.text("asset_id"));
    }

    @Test
    void overwriteKeepsTheAssetIdAndRaisesTheVersion() {
        Got first = client.upload(picture("png", 10, 10), Map.of("public_id", "a"));
        Got second = client.upload(picture("jpg", 20, 20), Map.of("public_id", "a"));
        assertEquals(first.text("asset_id"), second.text("asset_id"));
        assertTrue(second.json().path("version").asLong() > first.json().path("version").asLong());
        clock.advance(Duration.ofHours(1));
        Got third = client.upload(
                picture("png", 30, 30),
                Map.of("public_id", "a", "timestamp", String.valueOf(clock.instant().getEpochSecond())));
        assertEquals(NOW + 3600, third.json().path("version").asLong());
        assertEquals(30, client.info(first.text("asset_id")).json().path("width").asInt());
    }

    @Test
    void sameIdOfAnotherTypeIsAnotherAsset() {
        Got open = client.upload(picture("png", 1, 1), Map.of("public_id", "a"));
        Got closed = client.upload(picture("png", 1, 1), Map.of("public_id", "a", "type", "private"));
        assertNotEquals(open.text("asset_id"), closed.text("asset_id"));
    }

    @Test
    void withOverwriteFalseTheStoredAssetStays() {
        client.upload(picture("png", 10, 10), Map.of("public_id", "a"));
        Got second = client.upload(picture("png", 20, 20), Map.of("public_id", "a", "overwrite", "false"));
        assertTrue(second.json().path("existing").asBoolean());
        assertEquals(10, second.json().path("width").asInt());
    }

    @Test
    void fileMayBeADataUri() {
        String uri = "data:image/png;base64," + Base64.getEncoder().encodeToString(picture("png", 5, 6));
        var parameters = new HashMap<>(EmulatorClient.signed(Map.of("public_id", "a")));
        parameters.put("file", uri);
        assertEquals("6", client.form("upload", parameters).text("height"));
    }

    @ParameterizedTest
    @CsvSource({
        "public_id, a?b, is invalid",
        "public_id, a&b, is invalid",
        "public_id, /a, is invalid",
        "public_id, a/, is invalid",
        "public_id, a//b, is invalid",
        "type, secret, Invalid type",
        "upload_preset, nowhere, Upload preset not found",
    })
    void badParameterIsRefused(String name, String value, String message) {
        Got got = client.upload(picture("png", 1, 1), Map.of(name, value));
        assertEquals(400, got.status());
        assertTrue(got.error().contains(message), got.error());
        assertEquals(got.error(), got.header("X-Cld-Error"));
    }

    @Test
    void knownPresetPasses() {
        assertEquals(200, client.upload(picture("png", 1, 1), Map.of("upload_preset", "shop")).status());
    }

    @Test
    void anythingButAnImageIsRefused() {
        assertEquals("Invalid image file", client.upload("GIF89a, or so it says here".getBytes(), Map.of()).error());
        assertEquals("Missing required parameter - file", client.upload(new byte[0], Map.of()).error());
        assertEquals("Missing required parameter - file", client.post("image/upload", Map.of()).error());
    }

    @Test
    void fileAboveTheLimitIsRefused() {
        Got got = client.upload(new byte[20_000_001], Map.of());
        assertEquals(400, got.status());
        assertTrue(got.error().startsWith("File size too large. Got 20000001."), got.error());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--b",
                "--b\r\n",
                "--b\r\n\r\n\r\n--b",
                "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--"
            })
    void cutFormIsRefused(String body) {
        Got got = client.send(HttpRequest.newBuilder(client.api("image/upload"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(body)));
        assertEquals(400, got.status());
        assertEquals("Malformed multipart body", got.error());
    }

    @Test
    void callsAreCountedAndFailOnRequest() {
        emulator.failNext(Route.UPLOAD, 2, 503);
        assertEquals(503, client.upload(picture("png", 1, 1), Map.of()).status());
        assertEquals(503, client.upload(picture("png", 1, 1), Map.of()).status());
        assertEquals(200, client.upload(picture("png", 1, 1), Map.of()).status());
        assertEquals(3, emulator.calls(Route.UPLOAD));
        assertEquals(0, emulator.calls(Route.DESTROY));
    }
}
