package dev.imagegen.local.cloudinary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imagegen.asset.cloudinary.CloudinarySettings;
import dev.imagegen.asset.cloudinary.CloudinaryStore;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Delivered;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.addon.AddOnEngine;
import dev.imagegen.engine.addon.StoredReferences;
import dev.imagegen.engine.http.ProviderHttp;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.Gradient;
import dev.imagegen.testing.Await;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddOnEngineOnEmulatorTest {

    private static final String TASK = "0199b2c3d4e5f60718293a4b5c6d7e8f";
    private static final Target TEMPORARY = new Target.Temporary();
    private static final Catalog CATALOG = Catalog.load();

    private final Map<String, Instant> leftovers = new LinkedHashMap<>();
    private CloudinaryEmulator emulator;
    private CloudinaryStore store;
    private AddOnEngine engine;

    @BeforeEach
    void start() throws IOException {
        Account account = new Account(
                EmulatorClient.ACCOUNT.apiKey(), EmulatorClient.ACCOUNT.apiSecret(), Set.of("signed"));
        emulator = CloudinaryEmulator.start(new EmulatorSettings(0, Map.of("acme-demo", account), Optional.empty(),
                Clock.systemUTC(), new SecureRandom(), _ -> { }, Duration.ZERO));
        var settings = new CloudinarySettings(emulator.baseUrl(), "acme-demo", EmulatorClient.ACCOUNT.apiKey(),
                EmulatorClient.ACCOUNT::apiSecret, Duration.ofMinutes(2));
        store = new CloudinaryStore(settings, HttpClient.newHttpClient(), new ObjectMapper(), Clock.systemUTC(), _ -> { });
        engine = engine(EmulatorClient.ACCOUNT.apiSecret());
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void aManagedImageIsDeliveredUnderTheTasksPublicId() {
        Delivered delivered = assertInstanceOf(Delivered.class, drawn(drawing("A lake", Target.DEFAULT)));

        var storage = assertInstanceOf(Storage.Managed.class, delivered.asset().storage());
        assertEquals("imagegen/" + TASK, storage.publicId());
        assertEquals(640, delivered.asset().width());
        assertEquals(OptionalLong.of(42), delivered.seed());
        assertEquals(OptionalLong.of(30_000), delivered.microDollars());
        assertEquals(640, ImageHeader.read(store.fetch(delivered.asset().assetId()).orElseThrow()).orElseThrow().width());
        assertCounts(1, 1, 1);
    }

    @Test
    void theCallersTargetIsKept() {
        var target = new Target.Managed(Optional.of("campaigns/été 1"), Optional.of("signed"));

        Delivered delivered = assertInstanceOf(Delivered.class, drawn(drawing("A lake", target)));

        assertEquals("campaigns/été 1", ((Storage.Managed) delivered.asset().storage()).publicId());
        assertEquals(delivered.asset(), ((Delivered) engine.recall(drawing("A lake", target)).orElseThrow()).asset());
    }

    @Test
    void aTemporaryImageIsFetched() {
        Picture picture = assertInstanceOf(Picture.class, drawn(drawing("A lake", TEMPORARY)));

        assertArrayEquals(Gradient.of(640, 480, ImageFormat.PNG, 42), picture.bytes());
        assertTrue(engine.recall(drawing("A lake", TEMPORARY)).isEmpty());
        assertCounts(1, 1, 1);
    }

    @Test
    void anAddressThatHasExpiredIsAskedForAgain() {
        Drawing drawing = drawing("A lake emulate:expired", TEMPORARY);
        Pending pending = (Pending) engine.generate(drawing);

        EngineException e = assertThrows(EngineException.class, () -> ended(pending, drawing));

        assertEquals(Failure.OVERLOADED, e.failure());
        assertInstanceOf(Picture.class, engine.ask(pending.upstream(), drawing));
    }

    @Test
    void aLaterContractIsUnderstood() {
        Delivered delivered = assertInstanceOf(Delivered.class, drawn(drawing("A lake emulate:ahead", Target.DEFAULT)));

        assertEquals(640, delivered.asset().width());
        assertEquals(ImageFormat.PNG, delivered.asset().format());
        assertTrue(delivered.asset().bytes() > 0);
        assertEquals(List.of(Notice.info("Cloudinary says: The first of many.")), delivered.notices());
        assertInstanceOf(Picture.class, drawn(drawing("A lake emulate:ahead", TEMPORARY)));
    }

    @Test
    void referencesAreFetchedFromTheirShelfAndCanBeDeleted() {
        byte[] reference = Gradient.of(300, 256, ImageFormat.PNG, 1);
        Drawing edit = drawing("flux-2-pro-edit", "[1] and [2]", Target.DEFAULT, List.of(reference, reference));

        assertInstanceOf(Delivered.class, drawn(edit));

        assertEquals(2, leftovers.size());
        leftovers.keySet().forEach(store::delete);
        leftovers.keySet().forEach(id -> assertTrue(store.fetch(id).isEmpty()));
    }

    @Test
    void theAddOnTakesEveryModelOfTheCatalogue() {
        byte[] reference = Gradient.of(300, 256, ImageFormat.PNG, 1);
        for (Model model : CATALOG.models(Operation.TEXT_TO_IMAGE)) {
            drawn(drawing(model.id(), "A lake", Target.DEFAULT, List.of()));
        }
        for (Model model : CATALOG.models(Operation.IMAGE_TO_IMAGE)) {
            drawn(drawing(model.id(), "A lake", Target.DEFAULT, List.of(reference)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // mishap, class, generated, billed
        "refuse-input, REFUSED, 0, 0",
        "rate-limit, RATE_LIMITED, 0, 0",
        "no-funds, FUNDS, 0, 0",
        "overload, UNAVAILABLE, 0, 0",
        "bad-key, CREDENTIALS, 0, 0",
        "retired, RETIRED, 0, 0",
        "reject, REJECTED, 0, 0",
        "cut-before, OUTCOME_UNKNOWN, 0, 0",
    })
    void whatIsNotTakenCostsNothing(String mishap, Failure failure, int generated, int billed) {
        EngineException e = assertThrows(
                EngineException.class, () -> engine.generate(drawing("A lake emulate:" + mishap, Target.DEFAULT)));

        assertEquals(failure, e.failure());
        assertFalse(e.error().message().contains(EmulatorClient.ACCOUNT.apiSecret()));
        assertCounts(1, generated, billed);
        assertTrue(engine.recall(drawing("A lake", Target.DEFAULT)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"break, BROKEN", "cut, OUTCOME_UNKNOWN", "cut-middle, OUTCOME_UNKNOWN", "garbage, NO_IMAGE"})
    void whatWasTakenAndLostIsFoundAgainByItsPublicId(String mishap, Failure failure) throws Exception {
        Drawing drawing = drawing("A lake emulate:" + mishap, Target.DEFAULT);

        assertEquals(failure, assertThrows(EngineException.class, () -> engine.generate(drawing)).failure());

        Progress found = Await.value(() -> engine.recall(drawing), () -> "nothing to recall");
        assertEquals(640, assertInstanceOf(Delivered.class, found).asset().width());
        assertCounts(1, 1, 1);
    }

    @Test
    void anImageThatIsWithheldIsRefused() {
        Drawing drawing = drawing("A lake emulate:refuse-output", Target.DEFAULT);

        assertEquals(Failure.REFUSED, assertThrows(EngineException.class, () -> drawn(drawing)).failure());
        assertCounts(1, 1, 0);
    }

    @Test
    void aCompletedOneWithoutAnImageIsNone() {
        Drawing drawing = drawing("A lake emulate:empty", Target.DEFAULT);

        assertEquals(Failure.NO_IMAGE, assertThrows(EngineException.class, () -> drawn(drawing)).failure());
    }

    @Test
    void aWrongSizeIsTheOneThatIsSaid() {
        Delivered delivered = (Delivered) drawn(drawing("A lake emulate:wrong-size", Target.DEFAULT));

        assertEquals(320, delivered.asset().width());
    }

    @Test
    void anImageThatIsNeverFinishedStaysPending() {
        Drawing drawing = drawing("A lake emulate:never", Target.DEFAULT);
        Pending pending = (Pending) engine.generate(drawing);

        for (int i = 0; i < 20; i++) {
            assertEquals(pending, engine.ask(pending.upstream(), drawing));
        }
    }

    @Test
    void aPromptThatIsTooLongAndAnUnknownPresetAreTheCallersFault() {
        var preset = new Target.Managed(Optional.empty(), Optional.of("unknown"));
        for (Drawing drawing : List.of(drawing("x".repeat(16_385), Target.DEFAULT), drawing("A lake", preset))) {
            assertEquals(Failure.INVALID,
                    assertThrows(EngineException.class, () -> engine.generate(drawing)).failure());
        }
        assertCounts(2, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429, 500, 503})
    void aQuestionThatFailsMayBeAskedAgain(int status) {
        Drawing drawing = drawing("A lake", Target.DEFAULT);
        Pending pending = (Pending) engine.generate(drawing);
        emulator.failNext(Route.GENERATION_TASK, 1, status);

        Failure failure = assertThrows(
                EngineException.class, () -> engine.ask(pending.upstream(), drawing)).failure();

        assertTrue(failure.safeToRepeat() || failure.operators());
        assertInstanceOf(Delivered.class, ended(pending, drawing));
    }

    @Test
    void aWrongSecretIsTheOperatorsToMend() {
        AddOnEngine wrong = engine("another");

        assertEquals(Failure.CREDENTIALS, assertThrows(
                EngineException.class, () -> wrong.generate(drawing("A lake", Target.DEFAULT))).failure());
    }

    private AddOnEngine engine(String secret) {
        return new AddOnEngine(new ProviderSettings(emulator.baseUrl(), () -> secret, List.of(), 8), "acme-demo",
                EmulatorClient.ACCOUNT.apiKey(), Optional.empty(),
                new StoredReferences(store, leftovers::put, Clock.systemUTC()), new ProviderHttp(Clock.systemUTC()),
                Clock.systemUTC());
    }

    private Progress drawn(Drawing drawing) {
        return ended(assertInstanceOf(Pending.class, engine.generate(drawing)), drawing);
    }

    private Progress ended(Pending pending, Drawing drawing) {
        try {
            return Await.value(() -> Optional.of(engine.ask(pending.upstream(), drawing))
                    .filter(progress -> !(progress instanceof Pending)), () -> pending);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void assertCounts(int submitted, int generated, int billed) {
        assertEquals(submitted, emulator.calls(Route.GENERATE));
        assertEquals(generated, emulator.generations());
        assertEquals(billed, emulator.billed());
    }

    private static Drawing drawing(String prompt, Target target) {
        return drawing("flux-2-pro", prompt, target, List.of());
    }

    private static Drawing drawing(String id, String prompt, Target target, List<byte[]> references) {
        Model model = CATALOG.find(id).orElseThrow();
        return new Drawing(TASK, id, model.providerModel(), prompt, 640, 480, model.sizes().shapeOf(new Pixels(640, 480)),
                ImageFormat.PNG, OptionalLong.of(42), references, target);
    }
}
