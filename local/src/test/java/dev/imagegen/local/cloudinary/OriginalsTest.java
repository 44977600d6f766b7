package dev.imagegen.local.cloudinary;

import static dev.imagegen.local.cloudinary.EmulatorClient.ACCOUNT;
import static dev.imagegen.local.cloudinary.EmulatorClient.NOW;
import static dev.imagegen.local.cloudinary.EmulatorClient.picture;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.local.cloudinary.EmulatorClient.Got;
import dev.imagegen.testing.MutableClock;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How stored bytes come back. */
class OriginalsTest {

    private static final byte[] FILE = picture("png", 30, 20);

    private final MutableClock clock = EmulatorClient.clock();
    private CloudinaryEmulator emulator;
    private EmulatorClient client;

    @BeforeEach
    void start() throws IOException {
        emulator = CloudinaryEmulator.start(
                new EmulatorSettings(0, Map.of("acme-demo", ACCOUNT), Optional.empty(), clock));
        client = new EmulatorClient(emulator.baseUrl());
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1790000000/gen/lamp%201.png", "v1/gen/lamp%201.png", "gen/lamp%201.png", "gen/lamp%201"})
    void publicOriginalNeedsNoVersionAndNoExtension(String path) {
        client.upload(FILE, Map.of("public_id", "gen/lamp 1"));
        Got got = client.get("/acme-demo/image/upload/" + path);
        assertEquals(200, got.status());
        assertEquals("image/png", got.header("Content-Type"));
        assertArrayEquals(FILE, got.response().body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"upload", "private", "authenticated"})
    void addressOfTheAnswerWorks(String type) {
        Got uploaded = client.upload(FILE, Map.of("public_id", "größe/a+b", "type", type));
        assertArrayEquals(FILE, client.get(uploaded.text("secure_url")).response().body());
    }

    @Test
    void headIsAnsweredWithoutABody() {
        client.upload(FILE, Map.of("public_id", "a"));
        Got got = client.send(HttpRequest.newBuilder(emulator.baseUrl().resolve("/acme-demo/image/upload/a.png"))
                .HEAD());
        assertEquals(200, got.status());
        assertEquals(0, got.response().body().length);
    }

    @ParameterizedTest
    @CsvSource({"s--PirTeVqi--", "s--9v2loSlADNNP-e3PQyiV1_w0bc4m210B--"})
    void publishedDeliverySignatureOpensAnAuthenticatedOriginal(String signature) {
        client.upload(FILE, Map.of("public_id", "temp/abc123", "type", "authenticated"));
        String path = "/acme-demo/image/authenticated/" + signature + "/v1790000000/temp/abc123.png";
        assertEquals(200, client.get(path).status());
    }

    @ParameterizedTest
    @CsvSource({
        "authenticated, v1790000000/temp/abc123.png",
        "authenticated, s--PirTeVqx--/v1790000000/temp/abc123.png",
        "authenticated, s--PirTeVqi--/v1790000000/temp/abc123",
        "private, v1790000000/temp/abc123.png",
        "upload, s--AAAAAAAA--/temp/abc123.png",
    })
    void missingOrWrongDeliverySignatureIsRefused(String type, String path) {
        client.upload(FILE, Map.of("public_id", "temp/abc123", "type", type));
        Got got = client.get("/acme-demo/image/" + type + "/" + path);
        assertEquals(401, got.status());
        assertTrue(got.header("X-Cld-Error").contains("signature"), got.header("X-Cld-Error"));
    }

    @Test
    void missingOriginalStaysMissingForAMinuteThenTwo() {
        String path = "/acme-demo/image/upload/a.png";
        assertEquals(404, client.get(path).status());
        client.upload(FILE, Map.of("public_id", "a"));
        clock.advance(Duration.ofSeconds(59));
        Got cached = client.get(path);
        assertEquals(404, cached.status());
        assertTrue(cached.header("X-Cld-Error").startsWith("Resource not found - "), cached.header("X-Cld-Error"));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(200, client.get(path).status());
    }

    @Test
    void secondMissIsRememberedTwiceAsLong() {
        String path = "/acme-demo/image/upload/a.png";
        client.get(path);
        clock.advance(Duration.ofMinutes(1));
        assertEquals(404, client.get(path).status());
        client.upload(FILE, Map.of("public_id", "a"));
        clock.advance(Duration.ofSeconds(119));
        assertEquals(404, client.get(path).status());
        clock.advance(Duration.ofSeconds(1));
        assertEquals(200, client.get(path).status());
    }

    @ParameterizedTest
    @CsvSource({"3600, 3599, 200", "3600, 3600, 401", "60, 61, 401", "7200, 7199, 200"})
    void downloadLinkEndsAtItsExpiry(long life, long later, int status) {
        client.upload(FILE, Map.of("public_id", "a", "type", "authenticated"));
        clock.advance(Duration.ofSeconds(later));
        Got got = client.download(
                "image/download",
                Map.of(
                        "public_id", "a",
                        "type", "authenticated",
                        "format", "png",
                        "expires_at", String.valueOf(NOW + life)));
        assertEquals(status, got.status(), got.error());
        if (status == 200) {
            assertArrayEquals(FILE, got.response().body());
        }
    }

    @Test
    void downloadLinkWithoutExpiryLivesAnHour() {
        String assetId = client.upload(FILE, Map.of("public_id", "a")).text("asset_id");
        clock.advance(Duration.ofMinutes(59));
        assertEquals(200, client.download("asset/download", Map.of("asset_id", assetId)).status());
        clock.advance(Duration.ofMinutes(1));
        assertEquals(401, client.download("asset/download", Map.of("asset_id", assetId)).status());
    }

    @Test
    void downloadLinkWhoseExpiryWasMovedIsRefused() {
        client.upload(FILE, Map.of("public_id", "a"));
        var query = new HashMap<>(
                EmulatorClient.signed(Map.of("public_id", "a", "expires_at", String.valueOf(NOW + 1))));
        query.put("expires_at", String.valueOf(NOW + 1000));
        String text = query.toString().replaceAll("[{} ]", "").replace(",", "&");
        Got got = client.get("/v1_1/acme-demo/image/download?" + text);
        assertEquals(401, got.status());
        assertTrue(got.error().startsWith("Invalid Signature"), got.error());
    }

    @Test
    void downloadOfWhatIsNotThereIsNotFound() {
        assertEquals("Resource not found - a", client.download("image/download", Map.of("public_id", "a")).error());
        client.upload(FILE, Map.of("public_id", "a"));
        assertEquals(404, client.download("image/download", Map.of("public_id", "a", "type", "private")).status());
        assertEquals(400, client.download("image/download", Map.of("public_id", "a", "format", "jpg")).status());
    }

    @Test
    void destroyedAssetIsGoneAtOnce() {
        Got uploaded = client.upload(FILE, Map.of("public_id", "a"));
        String assetId = uploaded.text("asset_id");
        assertEquals(
                "not found", client.post("image/destroy", Map.of("public_id", "a", "type", "private")).text("result"));
        assertEquals("ok", client.post("image/destroy", Map.of("public_id", "a")).text("result"));
        assertEquals("not found", client.post("image/destroy", Map.of("public_id", "a")).text("result"));
        assertEquals(404, client.info(assetId).status());
        assertEquals(404, client.get(uploaded.text("secure_url")).status());
        assertEquals(404, client.download("asset/download", Map.of("asset_id", assetId)).status());
    }

    @Test
    void assetCanBeDestroyedByItsId() {
        String assetId = client.upload(FILE, Map.of("public_id", "a", "type", "private")).text("asset_id");
        Map<String, String> parameters = Map.of("asset_id", assetId, "invalidate", "true");
        assertEquals("ok", client.post("asset/destroy", parameters).text("result"));
        assertEquals("not found", client.post("asset/destroy", parameters).text("result"));
    }

    @Test
    void renameKeepsTheAssetId() {
        String assetId = client.upload(FILE, Map.of("public_id", "a")).text("asset_id");
        Got renamed = client.post("image/rename", Map.of("from_public_id", "a", "to_public_id", "b/c"));
        assertEquals(assetId, renamed.text("asset_id"));
        assertEquals("b/c", client.info(assetId).text("public_id"));
        assertArrayEquals(FILE, client.get(renamed.text("secure_url")).response().body());
        assertEquals(404, client.get("/acme-demo/image/upload/a.png").status());
    }

    @Test
    void renameNeedsASourceAndAFreeTarget() {
        client.upload(FILE, Map.of("public_id", "b"));
        assertEquals(404, client.post("image/rename", Map.of("from_public_id", "a", "to_public_id", "c")).status());
        client.upload(picture("jpg", 3, 3), Map.of("public_id", "a"));
        assertEquals(400, client.post("image/rename", Map.of("from_public_id", "a", "to_public_id", "b")).status());
        Got forced = client.post(
                "image/rename", Map.of("from_public_id", "a", "to_public_id", "b", "overwrite", "true"));
        assertEquals("image/jpeg", client.get(forced.text("secure_url")).header("Content-Type"));
    }

    @Test
    void infoIsThatOfTheAdminApi() {
        String assetId = client.upload(FILE, Map.of("public_id", "gen/a")).text("asset_id");
        Got info = client.info(assetId);
        assertEquals("gen/a", info.text("public_id"));
        assertEquals("upload", info.text("type"));
        assertEquals("image", info.text("resource_type"));
        assertEquals("500", info.header("X-FeatureRateLimit-Remaining"));
        assertTrue(info.json().path("derived").isArray());
    }

    @Test
    void otherContentTypeIsRefused() {
        Got got = client.send(HttpRequest.newBuilder(client.api("image/destroy"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("public_id=a")));
        assertEquals(400, got.status());
    }
}
