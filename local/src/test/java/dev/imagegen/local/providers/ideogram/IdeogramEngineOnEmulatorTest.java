package dev.imagegen.local.providers.ideogram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.Upstream;
import dev.imagegen.engine.ideogram.IdeogramEngine;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.Desk;
import dev.imagegen.local.providers.Gradient;
import dev.imagegen.local.providers.Sketch;
import dev.imagegen.testing.MutableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdeogramEngineOnEmulatorTest {

    private final MutableClock clock = new MutableClock();
    private Desk desk;

    @BeforeEach
    void start() throws IOException {
        desk = desk("ideogram-key");
    }

    /** @param key what the engine shows; the emulator takes one only */
    private Desk desk(String key) throws IOException {
        var emulator = new IdeogramEmulator("ideogram-key", clock, new Random(1), Duration.ofSeconds(3), Duration.ofHours(24), 2);
        return new Desk(emulator, key, (settings, http) -> new IdeogramEngine(settings, http, clock));
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private static Drawing turbo(String prompt) {
        return Sketch.of("ideogram-v4-turbo", prompt, "1280x720", ImageFormat.PNG);
    }

    private Progress ended(Upstream upstream, Drawing drawing) {
        return desk.ended(upstream, drawing, clock);
    }

    @ParameterizedTest
    @CsvSource({
        "ideogram-v4-turbo, 1280, 720, 30000", "ideogram-v4-base, 1024, 1024, 60000", "ideogram-v4-base, 1536, 512, 60000",
    })
    void aPictureHasTheSizeThatWasAskedForAndItsPrice(String model, int width, int height, long microDollars) {
        Drawing drawing = Sketch.of(model, "TIDE", width + "x" + height, ImageFormat.PNG);

        Picture picture = assertInstanceOf(Picture.class, ended(desk.submit(drawing), drawing));

        assertArrayEquals(Gradient.of(width, height, ImageFormat.PNG, 7), picture.bytes());
        assertEquals(OptionalLong.of(7), picture.seed());
        assertEquals(OptionalLong.of(microDollars), picture.microDollars());
        assertEquals(1, desk.paid());
    }

    @ParameterizedTest
    @CsvSource({
        "refuse-input, REFUSED, 0", "refuse-bare, INVALID, 0", "rate-limit, RATE_LIMITED, 0",
        "rate-limit-2s, RATE_LIMITED, 0", "overload, UNAVAILABLE, 0", "no-funds, FUNDS, 0", "bad-key, CREDENTIALS, 0",
        "retired, RETIRED, 0", "reject, REJECTED, 0", "break, BROKEN, 1", "cut-before, OUTCOME_UNKNOWN, 0",
        "cut, OUTCOME_UNKNOWN, 1", "cut-middle, OUTCOME_UNKNOWN, 1", "garbage, NO_IMAGE, 1",
    })
    void aSubmissionFailsWithTheClassOfWhatWentWrong(String word, Failure failure, int paid) {
        EngineException e = desk.refuses(turbo("emulate:" + word));

        assertEquals(failure, e.failure());
        desk.assertCounts(1, paid);
        assertEquals(word.endsWith("2s") ? 2 : 0, e.retryAfter().orElse(Duration.ZERO).toSeconds());
    }

    @ParameterizedTest
    @CsvSource({
        "refuse-later, REFUSED", "refuse-output, WITHHELD", "fail, FAILED", "empty, NO_IMAGE",
    })
    void aPictureThatComesToNothingSaysSo(String word, Failure failure) {
        Drawing drawing = turbo("emulate:" + word);
        Upstream upstream = desk.submit(drawing);

        assertEquals(failure, assertThrows(EngineException.class, () -> ended(upstream, drawing)).failure());
    }

    @Test
    void anAddressThatHasExpiredIsFollowedByAGoodOne() {
        Drawing drawing = turbo("emulate:expired");

        assertInstanceOf(Picture.class, ended(desk.submit(drawing), drawing));
        assertEquals(1, desk.paid());
    }

    @Test
    void whatIsNeverFinishedStaysPending() {
        Drawing drawing = turbo("emulate:never");

        assertInstanceOf(Pending.class, ended(desk.submit(drawing), drawing));
    }

    @Test
    void aPictureOfAnotherSizeIsTakenAsItIs() {
        Drawing drawing = turbo("emulate:wrong-size");

        Picture picture = assertInstanceOf(Picture.class, ended(desk.submit(drawing), drawing));
        assertEquals(new ImageHeader(ImageFormat.PNG, 640, 360), ImageHeader.read(picture.bytes()).orElseThrow());
    }

    @Test
    void moreThanTheOrganizationMayIsToBeTriedAgain() {
        desk.submit(turbo("a"));
        desk.submit(turbo("b"));

        assertEquals(Failure.RATE_LIMITED, desk.refuses(turbo("c")).failure());
        clock.advance(Duration.ofSeconds(3));
        desk.submit(turbo("c"));
    }

    @Test
    void aWrongKeyIsTheOperatorsMatter() throws IOException {
        try (Desk other = desk("wrong")) {
            assertEquals(Failure.CREDENTIALS, other.refuses(turbo("a")).failure());
        }
    }
}
