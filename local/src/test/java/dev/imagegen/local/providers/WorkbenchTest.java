package dev.imagegen.local.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.testing.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkbenchTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final MutableClock clock = new MutableClock();
    private final Workbench<String> bench = new Workbench<>(clock, 2, Duration.ofMinutes(1));

    @Test
    void moreThanTheCeilingInProgressAreNotTaken() {
        assertTrue(bench.accept("a", "", SECOND).isPresent());
        assertTrue(bench.accept("b", "", SECOND.multipliedBy(2)).isPresent());
        assertTrue(bench.accept("c", "", SECOND).isEmpty());
        assertTrue(bench.find("c").isEmpty());
    }

    @Test
    void whatIsFinishedMakesRoom() {
        Piece<String> piece = bench.accept("a", "", SECOND).orElseThrow();
        bench.accept("b", "", SECOND.multipliedBy(2));
        assertFalse(bench.ready(piece));

        clock.advance(SECOND);

        assertTrue(bench.ready(piece));
        assertTrue(bench.accept("c", "", SECOND).isPresent());
        assertTrue(bench.accept("d", "", SECOND).isEmpty());
    }

    @Test
    void whatIsNeverFinishedIsForgottenAndMakesRoom() {
        bench.accept("a", "", Duration.ofDays(1));
        bench.accept("b", "", Duration.ofDays(1));

        clock.advance(Duration.ofSeconds(61));

        assertTrue(bench.find("a").isEmpty());
        assertTrue(bench.accept("c", "", SECOND).isPresent());
    }

    @Test
    void theOldestAreForgottenWhenTheyAreTooMany() {
        IntStream.range(0, 5001).forEach(i -> bench.accept("id" + i, "wish " + i, Duration.ZERO));

        assertTrue(bench.find("id0").isEmpty());
        assertEquals("wish 1", bench.find("id1").orElseThrow().wish());
        assertEquals("wish 5000", bench.find("id5000").orElseThrow().wish());
    }

    @Test
    void manyAtOnceTakeNoMoreThanTheCeiling() {
        Workbench<Integer> busy = new Workbench<>(clock, 24, Duration.ofMinutes(1));
        List<Boolean> taken = IntStream.range(0, 500).parallel()
                .mapToObj(i -> busy.accept("id" + i, i, SECOND).isPresent())
                .toList();

        assertEquals(24, taken.stream().filter(t -> t).count());
    }
}
