package dev.imagegen.engine.sandbox;

import dev.imagegen.testing.Drawings;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.Picture;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.image.Samples;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SandboxEngineTest {

    private static final int PIXELS_OF_THE_USUAL_DRAWING = 188863063;

    private final SandboxEngine engine = new SandboxEngine(false, duration -> {
        throw new AssertionError("slept " + duration);
    });

    @ParameterizedTest
    @CsvSource({
        "64, 64, PNG", "64, 64, JPEG", "64, 64, WEBP",
        "64, 4096, PNG", "4096, 64, PNG", "65, 4095, JPEG", "4095, 65, WEBP",
        "1024, 1024, PNG", "1344, 768, JPEG", "768, 1344, WEBP",
        "1, 1, PNG", "17, 5, PNG", "5, 17, WEBP",
        "4096, 4096, PNG", "4096, 4096, JPEG", "4096, 4096, WEBP",
        "5504, 3072, PNG",
    })
    void everySizeAndFormatIsDrawnExactly(int width, int height, ImageFormat format) {
        byte[] file = engine.generate(Drawings.usual().size(width, height).as(format).drawing()).bytes();
        assertEquals(Optional.of(new ImageHeader(format, width, height)), ImageHeader.read(file));
        BufferedImage image = Samples.decode(file);
        assertEquals(width, image.getWidth());
        assertEquals(height, image.getHeight());
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void theSameDrawingGivesTheSameBytesFromAnotherEngine(ImageFormat format) {
        Drawing drawing = Drawings.usual().as(format).drawing();
        byte[] again = new SandboxEngine(true, duration -> {}, 1).generate(drawing).bytes();
        assertArrayEquals(engine.generate(drawing).bytes(), again);
    }

    @Test
    void thePixelsAreTheSameOnEveryMachine() {
        BufferedImage image = Samples.decode(draw(Drawings.usual().size(200, 150)));
        int[] pixels = image.getRGB(0, 0, 200, 150, null, 0, 200);
        assertEquals(PIXELS_OF_THE_USUAL_DRAWING, Arrays.hashCode(pixels));
    }

    @Test
    void modelPromptAndSeedEachMakeAnotherScene() {
        byte[] usual = scene(Drawings.usual());
        assertFalse(Arrays.equals(usual, scene(Drawings.usual().model("flux-2-klein-9b"))));
        assertFalse(Arrays.equals(usual, scene(Drawings.usual().prompt("A quiet lane"))));
        assertFalse(Arrays.equals(usual, scene(Drawings.usual().seed(OptionalLong.of(43)))));
        assertArrayEquals(usual, scene(Drawings.usual().task("task-2")));
    }

    @Test
    void aGivenSeedIsReported() {
        assertEquals(OptionalLong.of(42), engine.generate(Drawings.usual().drawing()).seed());
    }

    @Test
    void withoutASeedARepeatedTaskDrawsTheSameAndAnotherTaskSomethingElse() {
        Drawings seedless = Drawings.usual().seed(OptionalLong.empty());
        Picture first = engine.generate(seedless.drawing());
        Picture again = engine.generate(seedless.drawing());
        Picture other = engine.generate(seedless.task("task-2").drawing());

        assertEquals(first.seed(), again.seed());
        assertArrayEquals(first.bytes(), again.bytes());
        assertNotEquals(first.seed(), other.seed());
        assertFalse(Arrays.equals(first.bytes(), other.bytes()));
        assertTrue(first.seed().orElseThrow() >= 0);
    }

    @Test
    void theReportedSeedDrawsTheSamePictureWhenItIsGiven() {
        Drawings seedless = Drawings.usual().seed(OptionalLong.empty());
        Picture first = engine.generate(seedless.drawing());
        assertArrayEquals(first.bytes(), draw(seedless.seed(first.seed()).task("another")));
    }

    @Test
    void anyPromptCanBeDrawn() {
        String everything = "\uD800 \u0000\n\t" + "水🦆é".repeat(100) + "x".repeat(16_000);
        assertTrue(draw(Drawings.usual().prompt(everything)).length > 0);
        assertTrue(draw(Drawings.usual().prompt(" ")).length > 0);
    }

    @Test
    void drawingAgainCostsNothing() {
        assertTrue(engine.repeatable());
    }

    @Test
    void roomForNoPixelsIsNoConfiguration() {
        assertThrows(IllegalArgumentException.class, () -> new SandboxEngine(true, duration -> {}, 0));
        assertThrows(IllegalArgumentException.class, () -> new SandboxEngine(true, duration -> {}, 2001));
    }

    @Test
    void aDrawingLargerThanTheRoomIsDrawnAlone() throws InterruptedException {
        SandboxEngine narrow = new SandboxEngine(false, duration -> {}, 1);
        AtomicReference<Integer> done = new AtomicReference<>(0);
        Runnable draw = () -> {
            narrow.generate(Drawings.usual().size(1500, 1500).drawing());
            done.updateAndGet(n -> n + 1);
        };
        Thread first = Thread.ofVirtual().start(draw);
        Thread second = Thread.ofVirtual().start(draw);
        first.join();
        second.join();
        assertEquals(2, done.get());
    }

    private byte[] draw(Drawings drawings) {
        return engine.generate(drawings.drawing()).bytes();
    }

    /** The upper half, where no text is. */
    private byte[] scene(Drawings drawings) {
        BufferedImage image = Samples.decode(draw(drawings));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight() / 2, null, 0, image.getWidth());
        byte[] reds = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            reds[i] = (byte) (pixels[i] >> 16);
        }
        return reds;
    }
}
