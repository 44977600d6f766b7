package dev.imagegen.local.providers.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.catalog.Price;
import dev.imagegen.catalog.TokenUsage;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.gemini.GeminiEngine;
import dev.imagegen.testing.Drawings;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.Desk;
import dev.imagegen.local.providers.Gradient;
import dev.imagegen.local.providers.Sketch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GeminiOnEmulatorTest {

    private static final String KEY = "AIza-local";

    private final List<Duration> slept = new ArrayList<>();
    private Desk desk;

    @BeforeEach
    void start() throws IOException {
        desk = new Desk(new GeminiEmulator(KEY, slept::add), KEY, GeminiEngine::new);
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource({
        "nano-banana-1, 1024x1024", "nano-banana-1, 1344x768", "nano-banana-1, 768x1344", "nano-banana-1, 1184x864",
        "nano-banana-1, 864x1184", "nano-banana-2, 1024x1024", "nano-banana-2, 2752x1536",
        "nano-banana-2, 1376x768", "nano-banana-2, 896x1200", "nano-banana-2, 2400x1792",
    })
    void aPictureOfTheSizeOfTheCatalogueComes(String model, String size) {
        assertEquals(Pixels.parse(size), pixels(Sketch.of(model, "a lake", size, ImageFormat.PNG)));
        desk.assertCounts(1, 1);
    }

    @ParameterizedTest
    @CsvSource({"nano-banana-1, 1024x1024, 1290", "nano-banana-2, 1024x1024, 1120", "nano-banana-2, 2048x2048, 1680",
        "nano-banana-2, 4096x4096, 3780"})
    void aPictureCostsItsTokensAndThoseOfTheThoughts(String model, String size, int tokens) {
        Drawing drawing = Sketch.of(model, "a lake", size, ImageFormat.PNG);
        Price price = drawing.providerModel().price();

        OptionalLong cost = desk.draw(drawing).microDollars();
        assertTrue(Set.of(price.microDollars(new TokenUsage(2, 0, 0, tokens)), price.microDollars(new TokenUsage(2, 0, 200, tokens))).contains(cost),
                cost::toString);
    }

    @ParameterizedTest
    @CsvSource({"512x512", "688x384", "448x600", "4096x4096"})
    void aModelThatIsConfiguredMakesItsOwnSizes(String size) {
        Drawing drawing = Sketch.by("gemini-3.1-flash-image", Sketch.of("nano-banana-1", "a lake", "1024x1024", ImageFormat.PNG));
        Pixels wish = Pixels.parse(size);

        assertEquals(wish, pixels(Drawings.by(drawing.providerModel(), drawing.sized(wish.width(), wish.height()))));
    }

    @Test
    void theSuccessorMakesEveryShapeInItsOnlySize() {
        for (String size : List.of("1024x1024", "1344x768", "768x1344")) {
            Drawing drawing = Sketch.bySuccessor(Sketch.of("nano-banana-1", "a lake", size, ImageFormat.PNG));
            Pixels made = pixels(drawing);
            assertEquals(Pixels.parse(size).ratio(), made.ratio(), 0.06);
            assertTrue(made.area() > 1_000_000, made::toString);
        }
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void everyKindOfReferenceIsTaken(ImageFormat format) {
        byte[] reference = Gradient.of(64, 40, format, 1);

        desk.draw(Sketch.of("nano-banana-1-edit", "a lake", "1024x1024", format, reference, reference, reference));
        desk.draw(Sketch.of("nano-banana-2-edit", "a lake", "1024x1024", format, reference));
        desk.assertCounts(2, 2);
    }

    @Test
    void whateverTheAnswerHasBesidesItTheRealPictureIsTaken() {
        Set<ImageFormat> formats = EnumSet.noneOf(ImageFormat.class);
        for (int i = 0; i < 8; i++) {
            Picture picture = desk.draw(Sketch.of("nano-banana-2", "lake " + i, "1024x1024", ImageFormat.PNG));
            ImageHeader header = ImageHeader.read(picture.bytes()).orElseThrow();
            assertEquals(new Pixels(1024, 1024), new Pixels(header.width(), header.height()));
            assertEquals(OptionalLong.empty(), picture.seed());
            formats.add(header.format());
        }

        assertEquals(EnumSet.of(ImageFormat.PNG, ImageFormat.JPEG), formats);
    }

    @ParameterizedTest
    @CsvSource({
        "refuse-input, REFUSED, 0",
        "refuse-output, WITHHELD, 0",
        "rate-limit, RATE_LIMITED, 0",
        "rate-limit-2s, RATE_LIMITED, 0",
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
    void everyMishapIsUnderstoodAfterOneCall(String word, Failure failure, int paid) {
        EngineException e = desk.refuses(lake("emulate:" + word));

        assertEquals(failure, e.failure());
        assertEquals(word.equals("rate-limit-2s") ? Optional.of(Duration.ofSeconds(2)) : Optional.empty(), e.retryAfter());
        desk.assertCounts(1, paid);
    }

    @Test
    void theSuccessorOfARetiredModelIsNotRetired() {
        assertEquals(new Pixels(1024, 1024), pixels(Sketch.bySuccessor(lake("emulate:retired"))));
    }

    @ParameterizedTest
    @CsvSource({"wrong-size, 512x512", "expired, 1024x1024", "never, 1024x1024"})
    void aPictureComesNevertheless(String word, String size) {
        assertEquals(Pixels.parse(size), pixels(lake("emulate:" + word)));
        desk.assertCounts(1, 1);
    }

    @Test
    void aSlowPictureTakesTheTimeThatItsPromptSays() {
        desk.draw(lake("emulate:slow=75"));

        assertEquals(List.of(Duration.ofSeconds(75)), slept);
    }

    @Test
    void aWrongKeyIsTheOperators() throws IOException {
        try (Desk other = new Desk(new GeminiEmulator("AIza-other", slept::add), KEY, GeminiEngine::new)) {
            assertEquals(Failure.CREDENTIALS, other.refuses(lake("")).failure());
            other.assertCounts(1, 0);
        }
    }

    private Pixels pixels(Drawing drawing) {
        ImageHeader header = desk.header(drawing);
        return new Pixels(header.width(), header.height());
    }

    private static Drawing lake(String more) {
        return Sketch.of("nano-banana-1", "a lake " + more, "1024x1024", ImageFormat.PNG);
    }
}
