package dev.imagegen.local.providers.recraft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.recraft.RecraftEngine;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.Desk;
import dev.imagegen.local.providers.Gradient;
import dev.imagegen.local.providers.Sketch;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecraftEngineOnEmulatorTest {

    private static final String KEY = "a-key-of-recraft";
    private static final Catalog CATALOG = Catalog.load();

    private Desk desk;

    @BeforeEach
    void start() throws IOException {
        desk = desk(KEY);
    }

    /** @param key what the engine shows; the emulator takes one only */
    private static Desk desk(String key) throws IOException {
        return new Desk(new RecraftEmulator(KEY, Clock.systemUTC(), _ -> { }), key, RecraftEngine::new);
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource({
        "recraft-v3, 1820, 1024, PNG", "recraft-v3, 1024, 1365, WEBP", "recraft-v4, 1344, 768, PNG", "recraft-v4, 832, 1344, WEBP",
    })
    void aPictureComesInItsSizeAndFormatWithItsCost(String model, int width, int height, ImageFormat format) {
        Picture picture = desk.draw(Sketch.of(model, "A quiet lake", width + "x" + height, format));

        assertEquals(Optional.of(new ImageHeader(format, width, height)), ImageHeader.read(picture.bytes()));
        assertEquals(OptionalLong.of(40_000), picture.microDollars());
        assertEquals(OptionalLong.of(7), picture.seed());
        desk.assertCounts(1, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"recraft-v3", "recraft-v4"})
    void theProviderTakesEverySizeOfTheCatalogue(String id) {
        Model model = CATALOG.find(id).orElseThrow();
        for (int[] wish : new int[][] {{1024, 1024}, {4096, 64}, {64, 4096}, {1000, 800}, {800, 1000}, {1600, 900}, {900, 1600}}) {
            Pixels size = model.sizes().closest(new Pixels(wish[0], wish[1]));
            desk.draw(Sketch.of(id, "A quiet lake", size.width() + "x" + size.height(), ImageFormat.PNG));
        }
    }

    @Test
    void anEditHasTheSizeOfItsReference() {
        byte[] reference = Gradient.of(300, 256, ImageFormat.JPEG, 1);

        Picture picture = desk.draw(Sketch.of("recraft-v3-edit", "Greener", "1024x1024", ImageFormat.PNG, reference));

        assertEquals(Optional.of(new ImageHeader(ImageFormat.PNG, 300, 256)), ImageHeader.read(picture.bytes()));
        assertEquals(1, picture.notices().size());
        desk.assertCounts(1, 1);
    }

    @ParameterizedTest
    @CsvSource({
        // mishap, class, pictures billed
        "refuse-input, REFUSED, 0",
        "refuse-output, WITHHELD, 1",
        "rate-limit, RATE_LIMITED, 0",
        "overload, UNAVAILABLE, 0",
        "break, BROKEN, 1",
        "no-funds, FUNDS, 0",
        "bad-key, CREDENTIALS, 0",
        "retired, RETIRED, 0",
        "reject, REJECTED, 0",
        "cut-before, OUTCOME_UNKNOWN, 0",
        "cut, OUTCOME_UNKNOWN, 1",
        "cut-middle, OUTCOME_UNKNOWN, 1",
        "empty, NO_IMAGE, 0",
        "garbage, NO_IMAGE, 1",
    })
    void eachMishapHasItsClassAndIsSubmittedOnce(String mishap, Failure failure, int paid) {
        EngineException e = desk.refuses(lake(" emulate:" + mishap));

        assertEquals(failure, e.failure());
        assertFalse(e.error().message().contains(KEY));
        desk.assertCounts(1, paid);
    }

    @Test
    void aRateLimitSaysHowLong() {
        assertEquals(Optional.of(Duration.ofSeconds(2)), desk.refuses(lake(" emulate:rate-limit-2s")).retryAfter());
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "expired"})
    void mishapsThatItCannotHaveChangeNothing(String mishap) {
        desk.draw(lake(" emulate:" + mishap));

        desk.assertCounts(1, 1);
    }

    @Test
    void aWrongSizeIsLeftToWhoMeasures() {
        Picture picture = desk.draw(lake(" emulate:wrong-size"));

        assertEquals(512, ImageHeader.read(picture.bytes()).orElseThrow().width());
    }

    @Test
    void aWrongKeyIsTheOperatorsToMend() throws IOException {
        try (Desk other = desk("another")) {
            assertEquals(Failure.CREDENTIALS, other.refuses(lake("")).failure());
            other.assertCounts(1, 0);
        }
    }

    @Test
    void aPromptThatIsTooLongIsTheCallersFault() {
        Drawing tooLong = Sketch.of("recraft-v3", "x".repeat(1001), "1024x1024", ImageFormat.PNG);
        assertEquals(Failure.INVALID, desk.refuses(tooLong).failure());
        desk.assertCounts(1, 0);
    }

    private static Drawing lake(String more) {
        return Sketch.of("recraft-v3", "A lake" + more, "1024x1024", ImageFormat.PNG);
    }
}
