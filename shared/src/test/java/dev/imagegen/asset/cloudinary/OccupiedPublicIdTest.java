package dev.imagegen.asset.cloudinary;

import static dev.imagegen.asset.cloudinary.HostileCloudinary.ASSET;
import static dev.imagegen.asset.cloudinary.HostileCloudinary.NOW;
import static dev.imagegen.asset.cloudinary.HostileCloudinary.STORED;
import static dev.imagegen.asset.cloudinary.HostileCloudinary.TASK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.Occupant;
import dev.imagegen.asset.StoreException;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.asset.Upload;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An upload, or a move, to a public id that something has already. */
class OccupiedPublicIdTest {

    private static final Target LAMP = new Target.Managed(Optional.of("shop/lamp"), Optional.empty());
    private static final String OURS = STORED.replace("{", "{\"existing\": true, \"context\": {\"custom\": {\"imagegen_task\": \"" + TASK + "\"}}, ");
    private static final String THEIRS = OURS.replace(TASK, "0".repeat(32));
    private static final String UNKNOWN = STORED.replace("{", "{\"existing\": true, ");

    private HostileCloudinary server;
    private CloudinaryStore store;

    @BeforeEach
    void start() throws IOException {
        server = new HostileCloudinary();
        store = server.store(Duration.ofMinutes(5));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Upload upload(boolean overwrite) {
        return new Upload(TASK, "bytes".getBytes(UTF_8), ImageFormat.PNG, LAMP, NOW).overwriting(overwrite);
    }

    private Optional<Occupant> refused() {
        StoreException e = assertThrows(StoreException.class, () -> store.store(upload(false)));
        assertFalse(e.passing() || e.operators());
        assertEquals("Another image lies under 'target.public_id' already.", e.error().message());
        return e.occupant();
    }

    @Test
    void uploadSaysWhetherItReplaces() {
        server.then(200, STORED).then(200, STORED);

        store.store(upload(false));
        store.store(upload(true));

        assertTrue(server.asked().get(0).body().contains("name=\"overwrite\"\r\n\r\nfalse\r\n"));
        assertFalse(server.asked().get(1).body().contains("overwrite"));
    }

    @Test
    void imageOfTheSameTaskThatIsThereAlreadyIsItsOwn() {
        server.then(200, OURS);

        assertEquals(ASSET, store.store(upload(false)).assetId());
        assertEquals(1, server.asked().size());
    }

    @Test
    void imageOfAnotherTaskIsInTheWay() {
        server.then(200, THEIRS);

        assertEquals(Optional.of(new Occupant(ASSET, 1790000001, Optional.of("0".repeat(32)))), refused());
    }

    @Test
    void answerThatDoesNotSayWhoseItIsIsLookedUp() {
        server.then(200, UNKNOWN).then(200, OURS).then(200, UNKNOWN).then(200, THEIRS).then(200, UNKNOWN).then(200, STORED);

        assertEquals(ASSET, store.store(upload(false)).assetId());
        assertEquals("/v1_1/acme-demo/resources/" + ASSET, server.asked().get(1).path());
        assertEquals(Optional.of("0".repeat(32)), refused().orElseThrow().taskId());
        assertEquals(Optional.of(new Occupant(ASSET, 1790000001, Optional.empty())), refused());
    }

    @Test
    void imageThatIsGoneBeforeItIsLookedUpIsInTheWayOnceMore() {
        server.then(200, UNKNOWN).then(404, "{}");

        assertEquals(Optional.empty(), refused().orElseThrow().taskId());
    }

    private static StoredAsset asset() {
        var storage = new Storage.Managed(URI.create("https://res.cloudinary.com/x.jpg"), ASSET, "imagegen/" + TASK, 1790000001);
        return new StoredAsset(ASSET, storage, ImageFormat.JPEG, 64, 48, 1234);
    }

    private static String at(String publicId) {
        return STORED.replace("\"imagegen/x\"", "\"" + publicId + "\"");
    }

    @Test
    void moveGivesTheAssetItsNewPublicId() {
        server.then(200, at("shop/lamp"));

        StoredAsset moved = store.move(asset(), "shop/lamp", false);

        var storage = (Storage.Managed) moved.storage();
        assertEquals("shop/lamp", storage.publicId());
        assertEquals(URI.create("https://res.cloudinary.com/acme-demo/image/upload/v1790000001/imagegen/x.jpg"), storage.secureUrl());
        var asked = server.asked().getFirst();
        assertEquals("POST /v1_1/acme-demo/image/rename", asked.method() + " " + asked.path());
        for (String part : List.of("from_public_id=imagegen%2F" + TASK, "to_public_id=shop%2Flamp", "overwrite=false", "invalidate=true",
                "signature=")) {
            assertTrue(asked.body().contains(part), asked.body());
        }
    }

    @Test
    void moveWhoseAnswerWasLostHasBeenMade() {
        server.then(500, "{}").then(404, "{\"error\": {\"message\": \"Resource not found\"}}").then(200, at("shop/lamp"));

        assertEquals("shop/lamp", ((Storage.Managed) store.move(asset(), "shop/lamp", false).storage()).publicId());
        assertEquals("/v1_1/acme-demo/resources/" + ASSET, server.asked().get(2).path());
    }

    @Test
    void moveOntoAnotherImageSaysWhichOne() {
        server.then(400, "{\"error\": {\"message\": \"to_public_id (shop/lämp 1) already exists\"}}")
                .then(200, at("imagegen/x"))
                .then(200, THEIRS.replace(ASSET, "0".repeat(31) + "2"));

        StoreException e = assertThrows(StoreException.class, () -> store.move(asset(), "shop/lämp 1", false));

        assertEquals(Optional.of(new Occupant("0".repeat(31) + "2", 1790000001, Optional.of("0".repeat(32)))), e.occupant());
        assertEquals("/v1_1/acme-demo/resources/image/upload/shop/lämp 1", server.asked().get(2).path());
    }

    @Test
    void moveOfWhatIsNotThereIsRefused() {
        server.then(404, "{}").then(404, "{}").then(404, "{}");

        StoreException e = assertThrows(StoreException.class, () -> store.move(asset(), "shop/lamp", false));

        assertEquals(Optional.empty(), e.occupant());
        assertFalse(e.passing());
    }
}
