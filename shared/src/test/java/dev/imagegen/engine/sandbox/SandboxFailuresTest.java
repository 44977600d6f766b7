package dev.imagegen.engine.sandbox;

import dev.imagegen.testing.Drawings;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.image.ImageHeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxFailuresTest {

    private final List<Duration> slept = new ArrayList<>();
    private final SandboxEngine engine = new SandboxEngine(true, slept::add);
    private final SandboxEngine unfailing = new SandboxEngine(false, slept::add);

    @ParameterizedTest
    @CsvSource({
        "sandbox:refuse, REFUSED",
        "sandbox:overload, OVERLOADED",
        "sandbox:rate-limit, RATE_LIMITED",
        "sandbox:cut, OUTCOME_UNKNOWN",
        "sandbox:empty, NO_IMAGE",
    })
    void eachWordGivesItsFailureAndTheMessageNamesTheWord(String word, Failure failure) {
        Drawing drawing = Drawings.of("A lake, " + word + ", and a heron");
        EngineException e = assertThrows(EngineException.class, () -> engine.generate(drawing));
        assertEquals(failure, e.failure());
        assertEquals(failure.code(), e.error().code());
        assertTrue(e.error().message().contains("'" + word + "'"), e.error().message());
        assertTrue(e.error().message().endsWith("."), e.error().message());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "sandbox:refused", "sandbox:refuse-not", "sandbox: refuse", "mysandbox:refuse", "sandbox:slow", "sandbox:slow=",
        "sandbox:slow=x", "sandbox:slow=-3", "sandbox:slow=0", "sandbox:nothing",
    })
    void whatIsNotQuiteAWordIsOnlyText(String words) {
        assertEquals(Optional.of(new ImageHeader(ImageFormat.PNG, 320, 240)), draw(engine, words));
        assertEquals(List.of(), slept);
    }

    @ParameterizedTest
    @CsvSource({
        "sandbox:slow=8, 8000",
        "sandbox:slow=0.25, 250",
        "sandbox:slow=1.0005, 1001",
        "sandbox:slow=120, 120000",
        "sandbox:slow=121, 120000",
        "sandbox:slow=99999999999999999999999999, 120000",
        "first sandbox:slow=2 then sandbox:slow=3, 2000",
        "sandbox:slow=3. The end, 3000",
    })
    void slowSleepsExactlySoLongAndThenDraws(String prompt, long millis) {
        assertEquals(Optional.of(new ImageHeader(ImageFormat.PNG, 320, 240)), draw(engine, prompt));
        assertEquals(List.of(Duration.ofMillis(millis)), slept);
    }

    @Test
    void slowComesBeforeTheFailure() {
        Drawing drawing = Drawings.of("sandbox:overload sandbox:slow=4");
        EngineException e = assertThrows(EngineException.class, () -> engine.generate(drawing));
        assertEquals(Failure.OVERLOADED, e.failure());
        assertEquals(List.of(Duration.ofSeconds(4)), slept);
    }

    @ParameterizedTest
    @CsvSource({
        "1024, 768, 512, 384",
        "128, 129, 64, 64",
        "127, 300, 254, 150",
        "64, 64, 128, 128",
    })
    void wrongSizeDrawsBothSidesOtherThanAsked(int width, int height, int drawnWidth, int drawnHeight) {
        Drawing drawing =
                Drawings.usual().prompt("A lake sandbox:wrong-size").size(width, height).drawing();
        byte[] file = engine.generate(drawing).bytes();
        assertEquals(
                Optional.of(new ImageHeader(ImageFormat.PNG, drawnWidth, drawnHeight)), ImageHeader.read(file));
    }

    @Test
    void whereTheWordsAreOffTheyAreOnlyText() {
        String all = "sandbox:slow=9 sandbox:refuse sandbox:overload sandbox:rate-limit sandbox:cut sandbox:empty "
                + "sandbox:wrong-size";
        assertEquals(Optional.of(new ImageHeader(ImageFormat.PNG, 320, 240)), draw(unfailing, all));
        assertEquals(List.of(), slept);
    }

    @Test
    void aSlowPictureIsTheSameAsWithoutTheWait() {
        Drawing drawing = Drawings.of("A lake sandbox:slow=1");
        assertArrayEquals(
                unfailing.generate(drawing).bytes(), engine.generate(drawing).bytes());
    }

    private static Optional<ImageHeader> draw(SandboxEngine engine, String prompt) {
        return ImageHeader.read(engine.generate(Drawings.of(prompt)).bytes());
    }
}
