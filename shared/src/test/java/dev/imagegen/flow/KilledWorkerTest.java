package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.engine.Delivered;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Upstream;
import dev.imagegen.task.Task;
import dev.imagegen.testing.Samples;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ten tasks of a killed worker cost the others: no more than the time that its calls may still take at the provider. */
class KilledWorkerTest {

    private static final Duration GOAL = KilledWorker.BUDGET.plusSeconds(60);

    private final KilledWorker world = new KilledWorker();
    private final List<Instant> calls = new ArrayList<>();

    KilledWorkerTest() {
        world.engine.does(d -> {
            calls.add(world.shop.clock.instant());
            return Workshop.PICTURE;
        });
    }

    private void liveThrough(Step step) {
        world.dieAt(step);
        world.comeHealthy(5);
        world.pass(Duration.ofMinutes(20));
    }

    private void assertAllEndedInTime() {
        world.healthy.forEach(world.shop::completed);
        assertTrue(world.last(world.healthy).compareTo(GOAL) <= 0, () -> "healthy tasks took " + world.last(world.healthy));
        assertTrue(world.last(world.orphans).compareTo(GOAL) <= 0, () -> "orphans took " + world.last(world.orphans));
    }

    @ParameterizedTest
    @EnumSource(value = Step.class, names = {"CLAIMED", "REFERENCES_FETCHED", "STORED"})
    void orphansThatCanBeSavedCompleteInTimeAndBlockNobody(Step step) {
        liveThrough(step);

        assertAllEndedInTime();
        world.orphans.forEach(world.shop::completed);
        assertEquals(15, world.engine.drawings().size());
    }

    @ParameterizedTest
    @EnumSource(value = Step.class, names = {"CALLING", "ANSWERED"})
    void orphansInTheirCallEndUnknownWhenItsBudgetIsOver(Step step) {
        liveThrough(step);

        assertAllEndedInTime();
        for (Task orphan : world.orphans) {
            assertEquals(ErrorCode.OUTCOME_UNKNOWN, world.shop.failure(orphan));
        }
        assertEquals(3 * KilledWorker.CEILING, world.shop.balance().possibleSpend());
        assertEquals(step == Step.CALLING ? 5 : 15, world.engine.drawings().size(), "nothing is called a second time");
    }

    @Test
    void permitsOfOrphansAreFreeWhenTheirCallsAreOverAndNotBefore() {
        liveThrough(Step.CALLING);

        Instant over = world.death.plus(KilledWorker.BUDGET);
        calls.forEach(call -> assertFalse(call.isBefore(over), () -> "an eleventh call at " + call));
    }

    @Test
    void permitsOfOrphansAreFreeInTimeThoughTheirAnswersAreStillLookedFor() {
        world.engine.remembers(d -> Optional.empty());

        liveThrough(Step.CALLING);

        assertTrue(world.last(world.healthy).compareTo(GOAL) <= 0, () -> "healthy tasks took " + world.last(world.healthy));
        assertTrue(world.last(world.orphans).compareTo(Duration.ofMinutes(10)) >= 0, "it is worth asking for ten minutes");
        world.orphans.forEach(orphan -> assertEquals(ErrorCode.OUTCOME_UNKNOWN, world.shop.failure(orphan)));
    }

    @Test
    void orphansThatTheEngineRemembersCompleteInTimeAndLeave() {
        world.engine.remembers(d -> Optional.of(
                new Delivered(Samples.stored(d.taskId()), OptionalLong.of(9), OptionalLong.empty(), List.of())));

        liveThrough(Step.ANSWERED);

        assertAllEndedInTime();
        world.orphans.forEach(world.shop::completed);
        assertTrue(world.last(world.healthy).compareTo(KilledWorker.BUDGET) <= 0, "their permits are given back when they are found");
    }

    /** The provider takes longer than usual: it still counts these jobs, and so do we, as long as it says that it is at them. */
    @Test
    void orphanedUpstreamJobsArePolledByOthersAndHoldTheirPermits() {
        Instant ready = world.death.plusSeconds(300);
        world.engine.does(d -> {
            if (world.orphans.stream().anyMatch(task -> task.id().equals(d.taskId()))) {
                return new Pending(new Upstream("bfl", d.taskId(), URI.create("https://api.example.com/1"), world.death,
                        OptionalLong.empty()));
            }
            calls.add(world.shop.clock.instant());
            return Workshop.PICTURE;
        });
        world.engine.answers(upstream ->
                world.shop.clock.instant().isBefore(ready) ? new Pending(upstream) : Workshop.PICTURE);

        liveThrough(Step.SUBMITTED);

        world.orphans.forEach(world.shop::completed);
        world.healthy.forEach(world.shop::completed);
        calls.forEach(call -> assertFalse(call.isBefore(ready), () -> "an eleventh picture in progress at " + call));
        assertTrue(world.last(world.healthy).compareTo(Duration.ofSeconds(360)) <= 0, () -> "took " + world.last(world.healthy));
    }
}
