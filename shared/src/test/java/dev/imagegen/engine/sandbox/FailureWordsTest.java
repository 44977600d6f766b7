package dev.imagegen.engine.sandbox;

import dev.imagegen.testing.Drawings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.engine.Drawing;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureWordsTest {

    @Test
    void aPromptWithoutWordsAsksForNothing() {
        assertEquals(FailureWords.NONE, FailureWords.of("A sandbox in the rain, slow=8"));
    }

    @Test
    void wordsCombineInAnyOrderAndPlace() {
        FailureWords expected = new FailureWords(Duration.ofSeconds(2), Optional.of(Mishap.CUT), true);
        assertEquals(expected, FailureWords.of("sandbox:wrong-size a lake\nsandbox:cut,(sandbox:slow=2)"));
        assertEquals(expected, FailureWords.of("sandbox:slow=2 sandbox:cut a lake \"sandbox:wrong-size\""));
    }

    @Test
    void ofTwoFailuresTheSaferOneIsGiven() {
        assertEquals(Optional.of(Mishap.REFUSE), FailureWords.of("sandbox:cut sandbox:refuse").mishap());
        assertEquals(Optional.of(Mishap.OVERLOAD), FailureWords.of("sandbox:empty sandbox:overload").mishap());
    }

    @Test
    void withoutWrongSizeTheDrawingStaysAsItIs() {
        Drawing drawing = Drawings.of("A lake");
        assertSame(drawing, FailureWords.NONE.resize(drawing));
    }

    @Test
    void wrongSizeChangesNothingButTheSize() {
        Drawing drawing = Drawings.usual().as(ImageFormat.WEBP, new byte[] {1}).drawing();
        Drawing resized = FailureWords.of("sandbox:wrong-size").resize(drawing);
        assertEquals(160, resized.width());
        assertEquals(120, resized.height());
        assertEquals(drawing.taskId(), resized.taskId());
        assertEquals(drawing.model(), resized.model());
        assertEquals(drawing.prompt(), resized.prompt());
        assertEquals(drawing.format(), resized.format());
        assertEquals(drawing.seed(), resized.seed());
        assertEquals(drawing.references(), resized.references());
    }

    @Test
    void aPromptMadeToSlowTheSearchDoesNot() {
        assertEquals(Duration.ofSeconds(120), FailureWords.of("sandbox:slow=" + "9".repeat(16_000)).slow());
        assertEquals(FailureWords.NONE, FailureWords.of("sandbox:".repeat(2_000)));
    }
}
