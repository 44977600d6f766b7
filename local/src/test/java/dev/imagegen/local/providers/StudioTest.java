package dev.imagegen.local.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudioTest {

    private final List<Duration> slept = new ArrayList<>();

    @Test
    void aPictureTakesNoTimeUnlessItIsSaid() {
        new Studio(slept::add, Duration.ZERO).make(1, "a lake");

        assertEquals(List.of(), slept);
    }

    @Test
    void thePromptsTimeGoesBeforeTheUsualOne() {
        Studio studio = new Studio(slept::add, Duration.ofSeconds(3));
        studio.make(1, "a lake");
        studio.make(2, "a lake emulate:slow=60");
        studio.make(0, "a lake emulate:slow=0");

        assertEquals(List.of(Duration.ofSeconds(3), Duration.ofSeconds(60)), slept);
        assertEquals(3, studio.paid());
    }

    @Test
    void aPictureIsBilledBeforeItIsFinished() {
        List<Integer> paid = new ArrayList<>();
        Studio[] studio = new Studio[1];
        studio[0] = new Studio(_ -> paid.add(studio[0].paid()), Duration.ofSeconds(1));
        studio[0].make(1, "a lake");

        assertEquals(List.of(1), paid);
    }
}
