package dev.imagegen.engine.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    @Test
    void everyTaskHasASeedThatEveryClientCanWrite() {
        Set<Long> seeds = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            long seed = Fingerprint.seedOf("task-" + i);
            assertTrue(seed >= 0 && seed <= Integer.MAX_VALUE, "seed " + seed);
            seeds.add(seed);
        }
        assertEquals(1_000, seeds.size());
    }

    @Test
    void wordsThatReadTheSameOneAfterTheOtherAreStillDifferent() {
        Set<Long> first = new HashSet<>();
        first.add(Fingerprint.randomOf("ab", "c", 1).nextLong());
        first.add(Fingerprint.randomOf("a", "bc", 1).nextLong());
        first.add(Fingerprint.randomOf("ab", "c1", 1).nextLong());
        first.add(Fingerprint.randomOf("ab", "c", 11).nextLong());
        assertEquals(4, first.size());
    }

    @Test
    void allPalettesComeUp() {
        Set<Palette> seen = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            seen.add(Palette.pick(Fingerprint.randomOf("flux-2-pro", "A quiet lake", seed)));
        }
        assertEquals(Set.of(Palette.values()), seen);
    }
}
