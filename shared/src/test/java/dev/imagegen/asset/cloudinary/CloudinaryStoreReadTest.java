package dev.imagegen.asset.cloudinary;

import static dev.imagegen.asset.cloudinary.HostileCloudinary.ASSET;
import static dev.imagegen.asset.cloudinary.HostileCloudinary.STORED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.StoreException;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudinaryStoreReadTest {

    private HostileCloudinary server;

    @BeforeEach
    void start() throws IOException {
        server = new HostileCloudinary();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "not found"})
    void deletedAndGoneAreTheSame(String result) {
        server.then(200, "{\"result\":\"" + result + "\"}");
        store().delete(ASSET);
        var asked = server.asked().getFirst();
        assertEquals("POST /v1_1/acme-demo/asset/destroy", asked.method() + " " + asked.path());
        assertTrue(asked.body().contains("asset_id=" + ASSET), asked.body());
        assertTrue(asked.body().contains("invalidate=true"), asked.body());
        assertTrue(asked.body().contains("signature=2c6572967545bdbebc615749926310dcbbc94a0e"), asked.body());
    }

    @Test
    void deleteThatWasRefusedSaysSo() {
        server.then(200, "{\"result\":\"blocked\"}").then(401, "{}").then(404, "");
        assertThrows(StoreException.class, () -> store().delete(ASSET));
        assertThrows(StoreException.class, () -> store().delete(ASSET));
        store().delete(ASSET);
    }

    @Test
    void publicAssetOfTheStoresOwnHostIsFetchedWithoutCredentials() {
        server.then(200, STORED.replace("https://res.cloudinary.com", server.base().toString())).then(200, "picture");
        assertArrayEquals("picture".getBytes(UTF_8), store().fetch(ASSET).orElseThrow());
        assertEquals("/v1_1/acme-demo/resources/" + ASSET, server.asked().get(0).path());
        assertTrue(server.asked().get(0).authorization().startsWith("Basic "));
        assertEquals("/acme-demo/image/upload/v1790000001/imagegen/x.jpg", server.asked().get(1).path());
        assertEquals(null, server.asked().get(1).authorization());
    }

    @ParameterizedTest
    @CsvSource({
        "https://res.cloudinary.com, https://169.254.169.254",
        "https://res.cloudinary.com, https://res.cloudinary.com.evil.example",
        "https://res.cloudinary.com, https://res.cloudinary.com@evil.example",
        "https://res.cloudinary.com, http://res.cloudinary.com",
        "https://res.cloudinary.com, relative",
        "\"upload\", \"authenticated\"",
    })
    void assetElsewhereIsFetchedByADownloadLink(String text, String other) {
        server.then(200, STORED.replace(text, other)).then(200, "picture");
        assertArrayEquals("picture".getBytes(UTF_8), store().fetch(ASSET).orElseThrow());
        assertEquals("/v1_1/acme-demo/image/download", server.asked().get(1).path());
        assertTrue(server.asked().get(1).query().contains("expires_at=1790000600"), server.asked().get(1).query());
    }

    @Test
    void missingAssetIsEmpty() {
        server.then(404, "{\"error\":{\"message\":\"Resource not found - x\"}}");
        assertEquals(Optional.empty(), store().fetch(ASSET));
        server.then(200, STORED.replace("\"upload\"", "\"private\"")).then(404, "");
        assertEquals(Optional.empty(), store().fetch(ASSET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "../usage", "4B7C0D1E2F3A495867768594A3B2C1D0", "image/upload/a"})
    void idThatIsNoneIsEmptyWithoutACall(String id) {
        assertEquals(Optional.empty(), store().fetch(id));
        assertEquals(List.of(), server.asked());
    }

    @ParameterizedTest
    @CsvSource({"1234, 20000001", "\"image\", \"video\""})
    void assetThatIsOfNoUseIsTheCallersFault(String text, String other) {
        server.then(200, STORED.replace(text, other));
        ImagegenException e = assertThrows(ImagegenException.class, () -> store().fetch(ASSET));
        assertEquals(ErrorCode.REFERENCE_UNUSABLE, e.error().code());
    }

    @Test
    void clientThatFollowsRedirectsIsNotTaken() {
        var follows = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
        assertThrows(IllegalArgumentException.class, () -> server.store(Duration.ofSeconds(1), follows));
    }

    private CloudinaryStore store() {
        return server.store(Duration.ofMinutes(5));
    }
}
