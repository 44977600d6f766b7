package dev.imagegen.asset.cloudinary;

import static dev.imagegen.asset.cloudinary.HostileCloudinary.ASSET;
import static dev.imagegen.asset.cloudinary.HostileCloudinary.NOW;
import static dev.imagegen.asset.cloudinary.HostileCloudinary.SECRET;
import static dev.imagegen.asset.cloudinary.HostileCloudinary.STORED;
import static dev.imagegen.asset.cloudinary.HostileCloudinary.TASK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.Moderation;
import dev.imagegen.asset.StoreException;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upload carries, and the asset that its answer becomes. */
class CloudinaryStoreTest {

    private HostileCloudinary server;

    @BeforeEach
    void start() throws IOException {
        server = new HostileCloudinary();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answerBecomesAnAsset() {
        server.then(200, STORED);
        assertEquals(
                new StoredAsset(
                        ASSET,
                        new Storage.Managed(
                                URI.create(
                                        "https://res.cloudinary.com/acme-demo/image/upload/v1790000001/imagegen/x.jpg"),
                                ASSET,
                                "imagegen/x",
                                1790000001),
                        ImageFormat.JPEG,
                        64,
                        48,
                        1234),
                server.stored(Target.DEFAULT));
    }

    @Test
    void whatModerationSaysIsPartOfTheAsset() {
        server.then(200, STORED.replace("{", "{\"moderation\": [{\"kind\": \"manual\", \"status\": \"pending\"}], "));
        assertEquals(
                List.of(new Moderation("manual", Moderation.Verdict.PENDING, Instant.ofEpochSecond(1790000001))),
                server.stored(Target.DEFAULT).moderations());
    }

    @Test
    void managedUploadCarriesTheTaskAndAPublicIdOfIt() {
        server.then(200, STORED);
        server.stored(Target.DEFAULT);
        var asked = server.asked().getFirst();
        assertEquals("POST /v1_1/acme-demo/image/upload", asked.method() + " " + asked.path());
        assertPart("public_id", "imagegen/" + TASK);
        assertPart("context", "imagegen_task=" + TASK);
        assertPart("timestamp", "1790000000");
        assertTrue(asked.body().contains("Content-Type: image/png\r\n\r\nbytes of a picture\r\n"), asked.body());
        assertFalse(asked.body().contains("upload_preset"));
        assertFalse(asked.body().contains(SECRET));
    }

    @Test
    void managedUploadUsesWhatTheCallerNamed() {
        server.then(200, STORED);
        server.stored(new Target.Managed(Optional.of("größe/lamp 1"), Optional.of("shop")));
        assertPart("public_id", "größe/lamp 1");
        assertPart("upload_preset", "shop");
    }

    @Test
    void temporaryUploadIsAuthenticatedAndEndsAtItsExpiry() {
        server.then(200, STORED);
        StoredAsset stored = server.stored(new Target.Temporary());
        assertPart("type", "authenticated");
        assertPart("tags", "temporary");
        assertPart("public_id", "imagegen/temporary/" + TASK);
        assertPart("context", "imagegen_task=" + TASK + "|expires_at=1790003600");
        var storage = (Storage.Temporary) stored.storage();
        assertEquals(NOW.plusSeconds(3600), storage.expiresAt());
        assertEquals("/v1_1/acme-demo/image/download", storage.secureUrl().getPath());
        assertTrue(storage.secureUrl().getQuery().contains("expires_at=1790003600"));
        assertFalse(storage.secureUrl().toString().contains(SECRET));
        assertEquals(ASSET, stored.assetId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a&b", "a\r\nb", "", "a\u0000"})
    void valueThatCanNotBeSentIsRefusedWithoutACall(String value) {
        StoreException e = server.refused(new Target.Managed(Optional.of(value), Optional.empty()));
        assertFalse(e.passing());
        assertTrue(e.error().message().contains("target.public_id"), e.error().message());
        assertEquals(List.of(), server.asked());
    }

    private void assertPart(String name, String value) {
        String body = server.asked().getFirst().body();
        assertTrue(body.contains("name=\"" + name + "\"\r\n\r\n" + value + "\r\n"), body);
    }
}
