package dev.imagegen.local.providers.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.catalog.TokenUsage;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.openai.OpenAiEngine;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.Desk;
import dev.imagegen.local.providers.Gradient;
import dev.imagegen.local.providers.Sketch;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAiOnEmulatorTest {

    private static final String KEY = "sk-local";

    private final List<Duration> slept = new ArrayList<>();
    private Desk desk;

    @BeforeEach
    void start() throws IOException {
        desk = new Desk(new OpenAiEmulator(KEY, Clock.systemUTC(), slept::add), KEY, OpenAiEngine::new);
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource({
        // model, size, tokens of the picture
        "gpt-image-1-mini, 1024x1024, 196",
        "gpt-image-1-mini, 1536x1024, 158",
        "gpt-image-2, 816x816, 1536",
        "gpt-image-2, 1280x720, 947",
        "gpt-image-2, 2048x1152, 1413",
    })
    void aPictureOfExactlyTheSizeComesWithItsCost(String model, String size, long tokens) {
        Drawing drawing = Sketch.of(model, "a lake", size, ImageFormat.PNG);

        assertEquals(header(ImageFormat.PNG, size), desk.header(drawing));
        long text = Math.ceilDiv("a lake".length(), 4) + 1;
        assertEquals(drawing.providerModel().price().microDollars(new TokenUsage(text, 0, 0, tokens)),
                desk.draw(drawing).microDollars());
        desk.assertCounts(2, 2);
    }

    @Test
    void theSuccessorMakesTheSizesOfTheModelThatItReplaces() {
        for (String size : List.of("1024x1024", "1536x1024", "1024x1536")) {
            Drawing drawing = Sketch.bySuccessor(Sketch.by("gpt-image-1-mini", Sketch.of("gpt-image-1-mini", "a lake", size, ImageFormat.PNG)));
            assertEquals(header(ImageFormat.PNG, size), desk.header(drawing));
        }
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void everyFormatAndEveryKindOfReferenceIsTaken(ImageFormat format) {
        byte[] reference = Gradient.of(64, 40, format, 1);

        assertEquals(header(format, "1024x1024"),
                desk.header(Sketch.of("gpt-image-2-edit", "a lake", "1024x1024", format, reference)));
        assertEquals(header(format, "1024x1024"),
                desk.header(Sketch.of("gpt-image-1-mini-edit", "größe\r\n--x", "1024x1024", format, reference, reference)));
    }

    @Test
    void referencesAreBilledByTheirOwnPrice() {
        byte[] reference = Gradient.of(64, 40, ImageFormat.PNG, 1);
        Drawing drawing = Sketch.of("gpt-image-2-edit", "a lake", "1024x1024", ImageFormat.PNG, reference, reference);

        assertEquals(OptionalLong.of(3 * 5 + 8 * 8 + 1756 * 30), desk.draw(drawing).microDollars());
    }

    @ParameterizedTest
    @CsvSource({
        "refuse-input, REFUSED, 0",
        "refuse-output, WITHHELD, 1",
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
    void anOldRefusalWithoutDetailsIsUnderstoodToo() {
        assertEquals(Failure.REFUSED, desk.refuses(lake("emulate:refuse-input!")).failure());
    }

    @ParameterizedTest
    @CsvSource({"wrong-size, 512x512", "expired, 1024x1024", "never, 1024x1024"})
    void aPictureComesNevertheless(String word, String size) {
        assertEquals(header(ImageFormat.PNG, size), desk.header(lake("emulate:" + word)));
        desk.assertCounts(1, 1);
    }

    @Test
    void aSlowPictureTakesTheTimeThatItsPromptSays() {
        desk.draw(lake("emulate:slow=75"));

        assertEquals(List.of(Duration.ofSeconds(75)), slept);
    }

    @Test
    void aPromptThatIsTooLongIsTheCallersFault() {
        assertEquals(Failure.INVALID, desk.refuses(lake("a".repeat(32_001))).failure());
        desk.assertCounts(1, 0);
    }

    @Test
    void aWrongKeyIsTheOperators() throws IOException {
        try (Desk other = new Desk(new OpenAiEmulator("sk-other", Clock.systemUTC(), slept::add), KEY, OpenAiEngine::new)) {
            assertEquals(Failure.CREDENTIALS, other.refuses(lake("")).failure());
            other.assertCounts(1, 0);
        }
    }

    private static Drawing lake(String more) {
        return Sketch.of("gpt-image-1-mini", "a lake " + more, "1024x1024", ImageFormat.PNG);
    }

    private static ImageHeader header(ImageFormat format, String size) {
        String[] sides = size.split("x");
        return new ImageHeader(format, Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }
}
