package dev.imagegen.local.cloudinary;

import static dev.imagegen.local.cloudinary.EmulatorClient.ACCOUNT;
import static dev.imagegen.local.cloudinary.EmulatorClient.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imagegen.asset.Occupant;
import dev.imagegen.asset.StoreException;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.asset.Upload;
import dev.imagegen.asset.cloudinary.CloudinarySettings;
import dev.imagegen.asset.cloudinary.CloudinaryStore;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.testing.MutableClock;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The adapter, signing with the vendor's SDK, against the emulator, which verifies with code of its own. */
class CloudinaryStoreOnEmulatorTest {

    private static final String TASK = "0199f0b5c0de00112233445566778899";
    private static final byte[] FILE = picture("png", 30, 20);

    private static final Target LAMP = new Target.Managed(Optional.of("shop/lamp"), Optional.empty());

    private final MutableClock clock = EmulatorClient.clock();
    private CloudinaryEmulator emulator;
    private EmulatorClient client;
    private CloudinaryStore store;

    @BeforeEach
    void start() throws IOException {
        var account = new Account(ACCOUNT.apiKey(), ACCOUNT.apiSecret(), Set.of("shop"));
        emulator = CloudinaryEmulator.start(
                new EmulatorSettings(0, Map.of("acme-demo", account), Optional.empty(), clock));
        client = new EmulatorClient(emulator.baseUrl());
        store = store(ACCOUNT.apiSecret());
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void managedImageCanBeFetchedFromItsAddressAndById() {
        StoredAsset stored = store.store(upload(Target.DEFAULT));
        var storage = (Storage.Managed) stored.storage();
        assertEquals("imagegen/" + TASK, storage.publicId());
        assertEquals(
                new StoredAsset(stored.assetId(), storage, ImageFormat.PNG, 30, 20, FILE.length), stored);
        assertArrayEquals(FILE, client.get(storage.secureUrl().toString()).response().body());
        assertArrayEquals(FILE, store.fetch(stored.assetId()).orElseThrow());
        assertEquals(TASK, client.info(stored.assetId()).json().at("/context/custom/imagegen_task").asText());
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void imageThatOnlyTheStoreCanDecodeIsConvertedByIt(ImageFormat format) {
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg' width=\"30\" height=\"20\"/>".getBytes(UTF_8);

        StoredAsset stored = store.store(new Upload(TASK, svg, format, true, Target.DEFAULT, clock.instant(), true));

        assertEquals(format, stored.format());
        assertEquals(30, stored.width());
        assertEquals(20, stored.height());
        assertEquals(Optional.of(format), ImageHeader.read(store.fetch(stored.assetId()).orElseThrow()).map(ImageHeader::format));
    }

    @Test
    void repeatOfAnUploadIsTheSameAsset() {
        assertEquals(store.store(upload(Target.DEFAULT)).assetId(), store.store(upload(Target.DEFAULT)).assetId());
    }

    @Test
    void publicIdAndPresetOfTheCallerAreUsed() {
        var target = new Target.Managed(Optional.of("größe/lamp 1"), Optional.of("shop"));
        var storage = (Storage.Managed) store.store(upload(target)).storage();
        assertEquals("größe/lamp 1", storage.publicId());
        assertEquals(200, client.get(storage.secureUrl().toString()).status());
    }

    @ParameterizedTest
    @CsvSource({"a?b, , is invalid", "a, nowhere, Upload preset not found"})
    void mistakeOfTheCallerIsNamed(String publicId, String preset, String part) {
        var target = new Target.Managed(Optional.of(publicId), Optional.ofNullable(preset));
        StoreException e = assertThrows(StoreException.class, () -> store.store(upload(target)));
        assertFalse(e.passing());
        assertTrue(e.error().message().contains(part), e.error().message());
        assertTrue(e.error().message().contains("target.public_id"), e.error().message());
        assertEquals(1, emulator.calls(Route.UPLOAD));
    }

    @Test
    void temporaryImageStopsBeingReachableAtItsExpiry() {
        StoredAsset stored = store.store(upload(new Target.Temporary()));
        String url = stored.storage().secureUrl().toString();
        assertArrayEquals(FILE, client.get(url).response().body());
        clock.advance(Duration.ofSeconds(3599));
        assertEquals(200, client.get(url).status());
        clock.advance(Duration.ofSeconds(1));
        assertEquals(401, client.get(url).status());
        assertEquals(401, client.get("/acme-demo/image/authenticated/imagegen/temporary/" + TASK + ".png").status());
    }

    @Test
    void temporaryImageCanBeFetchedByIdWhileItIsThere() {
        String assetId = store.store(upload(new Target.Temporary())).assetId();
        assertArrayEquals(FILE, store.fetch(assetId).orElseThrow());
        store.delete(assetId);
        assertEquals(Optional.empty(), store.fetch(assetId));
    }

    @Test
    void deleteMayBeRepeated() {
        StoredAsset stored = store.store(upload(Target.DEFAULT));
        store.delete(stored.assetId());
        store.delete(stored.assetId());
        assertEquals(404, client.get(stored.storage().secureUrl().toString()).status());
        assertEquals(2, emulator.calls(Route.DESTROY));
    }

    private Upload leaving(String taskId) {
        return new Upload(taskId, FILE, ImageFormat.PNG, LAMP, clock.instant()).overwriting(false);
    }

    @Test
    void imageOfAnotherTaskIsLeftAloneAndOnesOwnIsFoundAgain() {
        StoredAsset first = store.store(leaving(TASK));
        assertEquals(first, store.store(leaving(TASK)));

        StoreException taken = assertThrows(StoreException.class, () -> store.store(leaving("f".repeat(32))));

        long version = ((Storage.Managed) first.storage()).version();
        assertEquals(Optional.of(new Occupant(first.assetId(), version, Optional.of(TASK))), taken.occupant());
        StoredAsset over = store.store(new Upload("f".repeat(32), FILE, ImageFormat.PNG, LAMP, clock.instant()));
        assertEquals(first.assetId(), over.assetId());
        assertTrue(((Storage.Managed) over.storage()).version() > version);
    }

    @Test
    void imageIsMovedAndNotOntoAnother() {
        StoredAsset there = store.store(leaving(TASK));
        StoredAsset other = store.store(new Upload("f".repeat(32), FILE, ImageFormat.PNG, Target.DEFAULT, clock.instant()));

        StoreException taken = assertThrows(StoreException.class, () -> store.move(other, "shop/lamp", false));
        assertEquals(Optional.of(there.assetId()), taken.occupant().map(Occupant::assetId));

        StoredAsset moved = store.move(other, "shop/größe 2", false);
        assertEquals(moved, store.move(other, "shop/größe 2", false), "a repeat, from where it is not any more");
        assertEquals("shop/größe 2", ((Storage.Managed) moved.storage()).publicId());
        assertArrayEquals(FILE, client.get(moved.storage().secureUrl().toString()).response().body());
        assertEquals("shop/lamp", ((Storage.Managed) store.move(moved, "shop/lamp", true).storage()).publicId());
        assertEquals(Optional.empty(), store.fetch(there.assetId()));
    }

    @Test
    void assetIsReadIfItsPublicIdMayBe() {
        String assetId = store.store(leaving(TASK)).assetId();

        assertArrayEquals(FILE, store.fetch(assetId, publicId -> publicId.equals("shop/lamp")).orElseThrow());
        assertEquals(Optional.empty(), store.fetch(assetId, publicId -> publicId.startsWith("other/")));
    }

    @Test
    void outageOfTwoCallsIsSurvivedAndOneOfThreeIsPassing() {
        emulator.failNext(Route.UPLOAD, 2, 503);
        store.store(upload(Target.DEFAULT));
        assertEquals(3, emulator.calls(Route.UPLOAD));
        emulator.failNext(Route.UPLOAD, 3, 503);
        assertTrue(assertThrows(StoreException.class, () -> store.store(upload(Target.DEFAULT))).passing());
    }

    @Test
    void wrongSecretIsTheOperatorsMistakeAndLeaksNothing() {
        CloudinaryStore wrong = store("another-secret");
        StoreException e = assertThrows(StoreException.class, () -> wrong.store(upload(Target.DEFAULT)));
        assertFalse(e.passing());
        assertTrue(e.error().message().contains("operator"), e.error().message());
        assertFalse(e.error().message().contains("timestamp="), e.error().message());
        assertThrows(StoreException.class, () -> wrong.fetch("4b7c0d1e2f3a495867768594a3b2c1d0"));
    }

    private Upload upload(Target target) {
        return new Upload(TASK, FILE, ImageFormat.PNG, target, clock.instant().plusSeconds(3600));
    }

    private CloudinaryStore store(String secret) {
        var settings = new CloudinarySettings(
                emulator.baseUrl(), "acme-demo", ACCOUNT.apiKey(), () -> secret, CloudinarySettings.DEFAULT_TIMEOUT);
        return new CloudinaryStore(settings, HttpClient.newHttpClient(), new ObjectMapper(), clock, _ -> {});
    }
}
