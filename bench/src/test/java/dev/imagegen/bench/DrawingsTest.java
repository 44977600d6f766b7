package dev.imagegen.bench;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrawingsTest {

    @Test
    void theDrawingAloneTakesItsTimeAndNoMoreThanAllOfThemTogether() {
        long start = System.nanoTime();

        var median = Drawings.median(3);

        var all = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(median.toNanos() > 0, median.toString());
        // Two of the three that were measured took as long as the median or longer.
        assertTrue(median.multipliedBy(2).compareTo(all) <= 0, median + " of " + all);
    }

    @Test
    void noDrawingHasNoMedian() {
        assertThrows(IndexOutOfBoundsException.class, () -> Drawings.median(0));
    }
}
