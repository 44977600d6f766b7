package dev.imagegen.local.providers.recraft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.http.ProviderHttp;
import dev.imagegen.engine.recraft.RecraftEngine;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.Gradient;
import dev.imagegen.local.providers.ProviderServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RecraftEngineOnEmulatorTest {

    private static final String KEY = "a-key-of-recraft";
    private static final Catalog CATALOG = Catalog.load();

    private ProviderServer server;
    private RecraftEngine engine;

    @BeforeEach
    void start() throws IOException {
        server = ProviderServer.start(0, List.of(new RecraftEmulator(KEY, Clock.systemUTC(), _ -> { })));
        engine = engine(KEY);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "recraft-v3, 1820, 1024, PNG", "recraft-v3, 1024, 1365, WEBP", "recraft-v4, 1344, 768, PNG", "recraft-v4, 832, 1344, WEBP",
    })
    void aPictureComesInItsSizeAndFormatWithItsCost(String model, int width, int height, ImageFormat format) {
        Picture picture = drawn(drawing(model, "A quiet lake", width, height, format, List.of()));

        assertEquals(Optional.of(new ImageHeader(format, width, height)), ImageHeader.read(picture.bytes()));
        assertEquals(OptionalLong.of(40_000), picture.microDollars());
        assertEquals(OptionalLong.of(42), picture.seed());
        assertPaid(1, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"recraft-v3", "recraft-v4"})
    void theProviderTakesEverySizeOfTheCatalogue(String id) {
        Model model = CATALOG.find(id).orElseThrow();
        for (int[] wish : new int[][] {{1024, 1024}, {4096, 64}, {64, 4096}, {1000, 800}, {800, 1000}, {1600, 900}, {900, 1600}}) {
            Pixels size = model.sizes().closest(new Pixels(wish[0], wish[1]));
            drawn(drawing(id, "A quiet lake", size.width(), size.height(), ImageFormat.PNG, List.of()));
        }
    }

    @Test
    void anEditHasTheSizeOfItsReference() {
        byte[] reference = Gradient.of(300, 256, ImageFormat.JPEG, 1);

        Picture picture = drawn(drawing("recraft-v3-edit", "Greener", 1024, 1024, ImageFormat.PNG, List.of(reference)));

        assertEquals(Optional.of(new ImageHeader(ImageFormat.PNG, 300, 256)), ImageHeader.read(picture.bytes()));
        assertEquals(1, picture.notices().size());
        assertPaid(1, 1);
    }

    @ParameterizedTest
    @CsvSource({
        // mishap, class, pictures billed
        "refuse-input, REFUSED, 0",
        "refuse-output, WITHHELD, 1",
        "rate-limit, RATE_LIMITED, 0",
        "overload, OVERLOADED, 0",
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
        EngineException e = refused(engine, "A lake emulate:" + mishap);

        assertEquals(failure, e.failure());
        assertFalse(e.error().message().contains(KEY));
        assertPaid(paid, 1);
    }

    @Test
    void aRateLimitSaysHowLong() {
        assertEquals(Optional.of(Duration.ofSeconds(2)), refused(engine, "A lake emulate:rate-limit-2s").retryAfter());
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "expired"})
    void mishapsThatItCannotHaveChangeNothing(String mishap) {
        drawn(drawing("recraft-v3", "A lake emulate:" + mishap, 1024, 1024, ImageFormat.PNG, List.of()));

        assertPaid(1, 1);
    }

    @Test
    void aWrongSizeIsLeftToWhoMeasures() {
        Picture picture = drawn(drawing("recraft-v3", "A lake emulate:wrong-size", 1024, 1024, ImageFormat.PNG, List.of()));

        assertEquals(512, ImageHeader.read(picture.bytes()).orElseThrow().width());
    }

    @Test
    void aWrongKeyIsTheOperatorsToMend() {
        assertEquals(Failure.CREDENTIALS, refused(engine("another"), "A lake").failure());
        assertPaid(0, 1);
    }

    @Test
    void aPromptThatIsTooLongIsTheCallersFault() {
        assertEquals(Failure.INVALID, refused(engine, "x".repeat(1001)).failure());
        assertPaid(0, 1);
    }

    private RecraftEngine engine(String key) {
        return new RecraftEngine(
                new ProviderSettings(server.base("recraft"), () -> key, List.of(), 8), new ProviderHttp(Clock.systemUTC()));
    }

    private Picture drawn(Drawing drawing) {
        return (Picture) engine.generate(drawing);
    }

    private static EngineException refused(RecraftEngine engine, String prompt) {
        return assertThrows(EngineException.class,
                () -> engine.generate(drawing("recraft-v3", prompt, 1024, 1024, ImageFormat.PNG, List.of())));
    }

    private void assertPaid(int paid, int calls) {
        assertEquals(paid, server.paid());
        assertEquals(calls, server.calls("recraft"));
    }

    private static Drawing drawing(
            String id, String prompt, int width, int height, ImageFormat format, List<byte[]> references) {
        Model model = CATALOG.find(id).orElseThrow();
        return new Drawing("task-1", id, model.providerModel(), prompt, width, height,
                model.sizes().shapeOf(new Pixels(width, height)), format, OptionalLong.of(42), references, Target.DEFAULT);
    }
}
