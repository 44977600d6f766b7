package dev.imagegen.local.cloudinary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NegativeCacheTest {

    private final MutableClock clock = EmulatorClient.clock();
    private final NegativeCache cache = new NegativeCache(clock);

    @Test
    void knowsNothingAtFirst() {
        assertFalse(cache.has("/a"));
    }

    @Test
    void remembersAMissForAMinute() {
        cache.add("/a");
        clock.advance(Duration.ofSeconds(59));
        assertTrue(cache.has("/a"));

        clock.advance(Duration.ofSeconds(1));
        assertFalse(cache.has("/a"));
    }

    @Test
    void remembersEveryFurtherMissTwiceAsLongUpToADay() {
        List<Long> minutes = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            cache.add("/a");
            minutes.add(minutesUntilForgotten());
        }
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 1024L, 1440L, 1440L), minutes);
    }

    @Test
    void startsAnewWhenTheAddressWasFoundAfterAll() {
        cache.add("/a");
        cache.add("/a");
        cache.forget("/a");
        assertFalse(cache.has("/a"));

        cache.add("/a");
        assertEquals(1, minutesUntilForgotten());
    }

    @Test
    void addressesAreApart() {
        cache.add("/a");

        assertFalse(cache.has("/b"));
        assertFalse(cache.has("/A"));
    }

    @Test
    void forgetsTheOldestOfMoreThanAThousand() {
        for (int i = 0; i <= 1000; i++) {
            cache.add("/" + i);
        }
        assertFalse(cache.has("/0"));
        assertTrue(cache.has("/1"));
        assertTrue(cache.has("/1000"));
    }

    private long minutesUntilForgotten() {
        long minutes = 0;
        while (cache.has("/a")) {
            clock.advance(Duration.ofMinutes(1));
            minutes++;
        }
        return minutes;
    }
}
