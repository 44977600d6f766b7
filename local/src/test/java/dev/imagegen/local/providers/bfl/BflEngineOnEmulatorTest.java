package dev.imagegen.local.providers.bfl;

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
import dev.imagegen.engine.bfl.BflEngine;
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

class BflEngineOnEmulatorTest {

    private final MutableClock clock = new MutableClock();
    private Desk desk;

    @BeforeEach
    void start() throws IOException {
        desk = desk("bfl_test");
    }

    /** @param key what the engine shows; the emulator takes one only */
    private Desk desk(String key) throws IOException {
        var emulator = new BflEmulator("bfl_test", clock, new Random(1), Duration.ofSeconds(3), Duration.ofMinutes(10), 2);
        return new Desk(emulator, key, (settings, http) -> new BflEngine(settings, http, clock));
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private static Drawing pro(String prompt) {
        return Sketch.of("flux-2-pro", prompt, "512x288", ImageFormat.PNG);
    }

    private Progress ended(Upstream upstream, Drawing drawing) {
        return desk.ended(upstream, drawing, clock);
    }

    @ParameterizedTest
    @CsvSource({"PNG, 512, 288", "JPEG, 1024, 768", "PNG, 2048, 2048"})
    void aPictureHasTheSizeAndFormatThatWereAskedFor(ImageFormat format, int width, int height) {
        Drawing drawing = Sketch.of("flux-2-pro", "a boat", width + "x" + height, format);
        Upstream upstream = desk.submit(drawing);
        assertEquals("localhost", upstream.askAt().getHost());

        Picture picture = assertInstanceOf(Picture.class, ended(upstream, drawing));

        assertEquals(new ImageHeader(format, width, height), ImageHeader.read(picture.bytes()).orElseThrow());
        assertArrayEquals(Gradient.of(width, height, format, 7), picture.bytes());
        assertEquals(OptionalLong.of(7), picture.seed());
        assertEquals(upstream.microDollars(), picture.microDollars());
        assertEquals(1, desk.paid());
    }

    @Test
    void anEditCostsMoreThanANewPicture() {
        byte[] reference = Gradient.of(100, 50, ImageFormat.JPEG, 3);
        Drawing edit = Sketch.of("flux-2-klein-9b-edit", "like that", "512x512", ImageFormat.PNG, reference, reference);

        assertEquals(OptionalLong.of(19_000), desk.submit(edit).microDollars());
        assertEquals(OptionalLong.of(30_000), desk.submit(pro("a")).microDollars());
    }

    @ParameterizedTest
    @CsvSource({
        "rate-limit, RATE_LIMITED, 0", "rate-limit-2s, RATE_LIMITED, 0", "overload, UNAVAILABLE, 0", "no-funds, FUNDS, 0",
        "bad-key, CREDENTIALS, 0", "retired, RETIRED, 0", "reject, REJECTED, 0", "break, BROKEN, 1",
        "cut-before, OUTCOME_UNKNOWN, 0", "cut, OUTCOME_UNKNOWN, 1", "cut-middle, OUTCOME_UNKNOWN, 1",
        "garbage, NO_IMAGE, 1",
    })
    void aSubmissionFailsWithTheClassOfWhatWentWrong(String word, Failure failure, int paid) {
        EngineException e = desk.refuses(pro("emulate:" + word));

        assertEquals(failure, e.failure());
        desk.assertCounts(1, paid);
        assertEquals(word.endsWith("2s") ? 2 : 0, e.retryAfter().orElse(Duration.ZERO).toSeconds());
    }

    @ParameterizedTest
    @CsvSource({"refuse-input, REFUSED", "refuse-output, WITHHELD", "fail, BROKEN", "empty, NO_IMAGE"})
    void aPictureThatComesToNothingSaysSo(String word, Failure failure) {
        Drawing drawing = pro("emulate:" + word);
        Upstream upstream = desk.submit(drawing);

        assertEquals(failure, assertThrows(EngineException.class, () -> ended(upstream, drawing)).failure());
    }

    @Test
    void anAddressThatHasExpiredIsFollowedByAGoodOne() {
        Drawing drawing = pro("emulate:expired");

        assertInstanceOf(Picture.class, ended(desk.submit(drawing), drawing));
        assertEquals(1, desk.paid());
    }

    @Test
    void whatIsNeverFinishedStaysPending() {
        Drawing drawing = pro("emulate:never");

        assertInstanceOf(Pending.class, ended(desk.submit(drawing), drawing));
    }

    @Test
    void aPictureOfAnotherSizeIsTakenAsItIs() {
        Drawing drawing = pro("emulate:wrong-size");

        Picture picture = assertInstanceOf(Picture.class, ended(desk.submit(drawing), drawing));
        assertEquals(new ImageHeader(ImageFormat.PNG, 256, 144), ImageHeader.read(picture.bytes()).orElseThrow());
    }

    @Test
    void moreThanTheAccountMayIsToBeTriedAgain() {
        desk.submit(pro("a"));
        desk.submit(pro("b"));

        assertEquals(Failure.RATE_LIMITED, desk.refuses(pro("c")).failure());
        clock.advance(Duration.ofSeconds(3));
        desk.submit(pro("c"));
    }

    @Test
    void aWrongKeyIsTheOperatorsMatter() throws IOException {
        try (Desk other = desk("bfl_wrong")) {
            assertEquals(Failure.CREDENTIALS, other.refuses(pro("a")).failure());
        }
    }
}
