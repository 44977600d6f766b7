package dev.imagegen.asset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.credits.UsageMark;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every keeper of refusals does. */
public abstract class RefusalStoreContract {

    private static final Instant NOW = MutableClock.START;
    private static final Refusals ONE = Refusals.none(new UsageMark(Samples.MONTH, 12)).with("a", true, NOW);

    private final String cloud = "cloud-" + Samples.id();

    protected abstract RefusalStore refusals();

    @Test
    void whereNothingWasRefusedThereIsNothing() {
        assertEquals(Optional.empty(), refusals().find(cloud));
    }

    @Test
    void whatIsWrittenIsReadAndEachCloudHasItsOwn() {
        Refusals two = ONE.with("b", false, NOW.plusNanos(1_234_567));

        assertTrue(refusals().replace(cloud, Optional.empty(), ONE));
        assertTrue(refusals().replace(cloud, Optional.of(ONE), two));

        assertEquals(Optional.of(two), refusals().find(cloud));
        assertEquals(Optional.empty(), refusals().find(cloud + "-other"));
    }

    @Test
    void whoComesSecondChangesNothing() {
        Refusals next = ONE.with("b", true, NOW.plus(Duration.ofSeconds(1)));
        refusals().replace(cloud, Optional.empty(), ONE);

        assertFalse(refusals().replace(cloud, Optional.empty(), next));
        assertFalse(refusals().replace(cloud, Optional.of(next), next));

        assertEquals(Optional.of(ONE), refusals().find(cloud));
    }
}
