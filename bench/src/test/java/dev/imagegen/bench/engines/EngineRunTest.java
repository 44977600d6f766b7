package dev.imagegen.bench.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineRunTest {

    private static final Path ROOT = Path.of(System.getProperty("imagegen.root"));

    /** One message for each picture where it comes with the answer, at least three where it has to be asked for. */
    @ParameterizedTest
    @CsvSource({"GEMINI, 1", "BFL, 3", "CLOUDINARY, 2"})
    void everyTaskIsCompletedAndPaidForOnceAndTheWorkersTimeIsSeen(Subject subject, int messages) throws Exception {
        Duration drawing = Duration.ofMillis(100);

        EngineRun.Seen seen = EngineRun.of(ROOT, subject, 3, drawing, 3);

        assertEquals(3, seen.completed());
        assertEquals(3, seen.calls().paid());
        assertEquals(0, seen.calls().sentAway());
        assertEquals(0, seen.failures());
        assertTrue(seen.calls().ordersAtOnce() <= 3, seen::toString);
        assertTrue(seen.messages() >= messages, seen::toString);
        assertTrue(seen.median().compareTo(drawing) > 0 && seen.median().compareTo(seen.all()) <= 0, seen::toString);
        assertTrue(seen.held().isPositive() && seen.held().compareTo(seen.all().multipliedBy(3)) < 0, seen::toString);
    }
}
