package dev.imagegen.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdsTest {

    private final MutableClock clock = new MutableClock();
    private final Ids ids = new Ids(clock, new Random(5));

    @Test
    void idHas32HexDigitsAndBeginsWithItsTime() {
        String id = ids.next();
        assertTrue(id.matches("[0-9a-f]{32}"), id);
        assertEquals(MutableClock.START.toEpochMilli(), Long.parseLong(id.substring(0, 12), 16));
    }

    @Test
    void idsSortByTheirTime() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            made.add(ids.next());
            clock.advance(i % 2 == 0 ? Duration.ofMillis(1) : Duration.ofDays(9));
        }
        assertEquals(made.stream().sorted().toList(), made);
    }

    @Test
    void idsOfOneMomentAreAllDifferent() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next());
        }
        assertEquals(10_000, made.size());
    }
}
