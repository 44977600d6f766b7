package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With notifications that are lost, repeated, late and shuffled every task ends once, and right. */
class WebhooksByChanceTest {

    @Test
    void ofTwoThousandTasksEachEndsOnceAndRight() {
        var world = new ChanceWorld(4, new ChancePost.Mishaps(0.25, 0.2));

        world.live(2000);

        int completed = world.check();
        assertTrue(completed > 1900, "completed: " + completed);
        assertTrue(world.told() > 3000 && world.dropped() > 500, world.told() + " told, " + world.dropped() + " lost");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void itHoldsForOtherCourses(long seed) {
        var world = new ChanceWorld(seed, new ChancePost.Mishaps(0.4, 0.5));

        world.live(300);

        assertTrue(world.check() > 250);
    }

    @Test
    void nothingWaitsForAWebhookThatDoesNotCome() {
        var world = new ChanceWorld(6, new ChancePost.Mishaps(1, 0));

        world.live(500);

        assertEquals(world.told(), world.dropped());
        assertTrue(world.check() > 470);
    }
}
