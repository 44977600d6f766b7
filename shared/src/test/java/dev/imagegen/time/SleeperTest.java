package dev.imagegen.time;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class SleeperTest {

    @Test
    void interruptedSleepIsCancelledAndTheThreadStaysMarked() {
        Thread.currentThread().interrupt();
        CancellationException e = assertThrows(
                CancellationException.class, () -> Sleeper.ofThread().sleep(Duration.ofHours(1)));
        assertTrue(Thread.interrupted());
        assertInstanceOf(InterruptedException.class, e.getCause());
    }

    @Test
    void itWaitsAtLeastAsLongAsAsked() {
        long start = System.nanoTime();
        Sleeper.ofThread().sleep(Duration.ofMillis(5));
        assertTrue(System.nanoTime() - start >= 5_000_000);
    }
}
