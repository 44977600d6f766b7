package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever happens, in whatever order: the books are right after every step, no task ends twice, each one ends, and what
 * costs money is drawn once.
 */
class RandomLivesTest {

    private static final int LIVES = 200;
    private static final int STEPS = 60;

    @ParameterizedTest
    @EnumSource(RandomLife.Kind.class)
    void everyTaskEndsOnceAndTheBooksAreRightAtEveryStep(RandomLife.Kind kind) {
        long completed = 0;
        long failed = 0;
        for (long seed = 0; seed < LIVES; seed++) {
            var life = new RandomLife(seed, kind);
            assertDoesNotThrow(() -> live(life), "The life with seed " + seed);
            completed += life.completed();
            failed += life.failed();
        }
        assertTrue(completed > LIVES && failed > LIVES / 2, completed + " were completed and " + failed + " failed");
    }

    private static void live(RandomLife life) {
        for (int i = 0; i < STEPS; i++) {
            life.step();
        }
        life.settle();
    }
}
