package dev.imagegen.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void anIdTellsWhenItWasMade() {
        assertEquals(Optional.of(clock.instant()), Ids.madeAt(ids.next()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "task-1", "0199b2c3d4e", "0199B2C3D4E5F60718293A4B5C6D7E8F", "0199b2c3d4e5f60718293a4b5c6d7e8f0"})
    void anIdOfSomebodyElseTellsNothing(String id) {
        assertEquals(Optional.empty(), Ids.madeAt(id));
    }

    @Test
    void idsOfAMomentBeginWithItsPrefixAndThoseBeforeAreLess() {
        Instant at = Instant.parse("2026-11-22T10:00:00Z");
        String id = new Ids(Clock.fixed(at, ZoneOffset.UTC), new Random(1)).next();
        String before = new Ids(Clock.fixed(at.minusMillis(1), ZoneOffset.UTC), new Random(1)).next();

        assertTrue(id.startsWith(Ids.prefix(at)));
        assertTrue(before.compareTo(Ids.prefix(at)) < 0 && Ids.prefix(at).compareTo(id) < 0);
        assertEquals("000000000000", Ids.prefix(Instant.MIN));
        assertEquals("ffffffffffff", Ids.prefix(Instant.MAX));
    }
}
