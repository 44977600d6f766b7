package dev.imagegen.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every keeper of places does. */
public abstract class CapacityContract {

    private static final Instant NOW = MutableClock.START;
    private static final Instant UNTIL = NOW.plusSeconds(600);
    private static final Admission ENTERED = new Admission.Entered();
    private static final Admission FULL = new Admission.Later(Optional.empty());

    private final String engine = "engine-" + Samples.id();

    protected abstract Capacity capacity();

    private Admission enter(String task) {
        return capacity().enter(engine, 2, task, NOW, UNTIL);
    }

    @Test
    void asManyEnterAsTheCeilingAllows() {
        assertEquals(ENTERED, enter("a"));
        assertEquals(ENTERED, enter("b"));
        assertEquals(FULL, enter("c"));
    }

    @Test
    void whoLeavesMakesRoomAndOnlyForOne() {
        enter("a");
        enter("b");

        capacity().leave(engine, "a");
        capacity().leave(engine, "a");
        capacity().leave(engine, "nobody");

        assertEquals(ENTERED, enter("c"));
        assertEquals(FULL, enter("d"));
    }

    @Test
    void whoIsInAlreadyIsLetInAndTakesNoSecondPlace() {
        enter("a");

        assertEquals(ENTERED, enter("a"));
        assertEquals(ENTERED, enter("b"));
        assertEquals(ENTERED, enter("a"));
        assertEquals(FULL, enter("c"));
    }

    @Test
    void aPlaceWhoseTimeIsOverIsFree() {
        capacity().enter(engine, 1, "dead", NOW, UNTIL);

        assertEquals(FULL, capacity().enter(engine, 1, "b", UNTIL.minusMillis(1), UNTIL.plusSeconds(1)));
        assertEquals(ENTERED, capacity().enter(engine, 1, "b", UNTIL, UNTIL.plusSeconds(1)));
    }

    @Test
    void whoLeavesLateTakesNothingFromWhoCameAfterwards() {
        capacity().enter(engine, 1, "late", NOW, UNTIL);
        capacity().enter(engine, 1, "next", UNTIL, UNTIL.plusSeconds(600));

        capacity().leave(engine, "late");

        assertEquals(FULL, capacity().enter(engine, 1, "third", UNTIL, UNTIL.plusSeconds(600)));
    }

    @Test
    void aCeilingThatWasLoweredCountsThoseThatAreIn() {
        for (String task : List.of("a", "b", "c")) {
            capacity().enter(engine, 3, task, NOW, UNTIL);
        }
        capacity().leave(engine, "a");

        assertEquals(FULL, enter("d"));
    }

    @Test
    void nobodyEntersWhileItIsPausedAndTheAnswerSaysUntilWhen() {
        capacity().pause(engine, NOW.plusSeconds(30));

        assertEquals(new Admission.Later(Optional.of(NOW.plusSeconds(30))), enter("a"));
        assertEquals(ENTERED, capacity().enter(engine, 2, "a", NOW.plusSeconds(30), UNTIL));
    }

    @Test
    void theLongerOfTwoPausesHoldsWhicheverIsSaidLast() {
        capacity().pause(engine, NOW.plusSeconds(300));
        capacity().pause(engine, NOW.plusSeconds(1));
        assertEquals(new Admission.Later(Optional.of(NOW.plusSeconds(300))), enter("a"));

        capacity().pause(engine, NOW.plusSeconds(301));
        assertEquals(new Admission.Later(Optional.of(NOW.plusSeconds(301))), enter("a"));
    }

    @Test
    void theLaterOfTwoTimesToBeUnwellHoldsWhicheverIsSaidLast() {
        capacity().unwell(engine, NOW.plusSeconds(300));
        capacity().unwell(engine, NOW.plusSeconds(60));

        assertTrue(capacity().isUnwell(engine, NOW.plusSeconds(299)));
        assertFalse(capacity().isUnwell(engine, NOW.plusSeconds(300)));
    }

    @Test
    void anotherEngineHasPlacesOfItsOwn() {
        enter("a");
        enter("b");
        capacity().pause(engine, UNTIL);

        assertEquals(ENTERED, capacity().enter(engine + "-other", 2, "c", NOW, UNTIL));
    }

    @Test
    void anEngineIsUnwellUntilItsTimeIsOver() {
        assertFalse(capacity().isUnwell(engine, NOW));

        capacity().unwell(engine, UNTIL);

        assertTrue(capacity().isUnwell(engine, UNTIL.minusMillis(1)));
        assertFalse(capacity().isUnwell(engine, UNTIL));
        assertEquals(ENTERED, enter("a"));
    }

    @Test
    void aRetiredModelIsRememberedUntilItsTimeIsOverAndToldOnce() {
        assertFalse(capacity().isRetired(engine, "old", NOW));

        assertTrue(capacity().retire(engine, "old", NOW, UNTIL));
        assertFalse(capacity().retire(engine, "old", NOW.plusSeconds(1), UNTIL.plusSeconds(1)));

        assertTrue(capacity().isRetired(engine, "old", UNTIL.minusMillis(1)));
        assertFalse(capacity().isRetired(engine, "old", UNTIL));
        assertFalse(capacity().isRetired(engine, "new", NOW));
        assertFalse(capacity().isUnwell(engine, NOW));
        assertEquals(ENTERED, enter("a"));
        assertTrue(capacity().retire(engine, "old", UNTIL, UNTIL.plusSeconds(1)));
    }

    @Test
    void ofManyThatRetireAModelAtOnceOneIsTheFirst() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> all = Collections.nCopies(10, () -> capacity().retire(engine, "old", NOW, UNTIL));
            int first = 0;
            for (Future<Boolean> one : threads.invokeAll(all)) {
                first += one.get() ? 1 : 0;
            }
            assertEquals(1, first);
        }
    }

    @Test
    void aPlaceThatIsKeptIsTakenUntilTheNewTime() {
        enter("a");
        enter("b");

        capacity().keep(engine, 2, "a", NOW.plusSeconds(500), UNTIL.plusSeconds(100));

        assertEquals(ENTERED, capacity().enter(engine, 2, "c", UNTIL, UNTIL.plusSeconds(600)));
        assertEquals(FULL, capacity().enter(engine, 2, "d", UNTIL.plusSeconds(99), UNTIL.plusSeconds(600)));
        assertEquals(ENTERED, capacity().enter(engine, 2, "d", UNTIL.plusSeconds(100), UNTIL.plusSeconds(600)));
    }

    @Test
    void aPlaceIsNotKeptForAShorterTimeThanItHas() {
        capacity().enter(engine, 1, "a", NOW, UNTIL);

        capacity().keep(engine, 1, "a", NOW, NOW.plusSeconds(1));

        assertEquals(FULL, capacity().enter(engine, 1, "b", UNTIL.minusMillis(1), UNTIL));
    }

    @Test
    void aPlaceWhoseTimeIsOverIsKeptUnlessAnotherHasIt() {
        capacity().enter(engine, 1, "late", NOW, UNTIL);
        capacity().keep(engine, 1, "late", UNTIL, UNTIL.plusSeconds(10));
        assertEquals(FULL, capacity().enter(engine, 1, "b", UNTIL.plusSeconds(9), UNTIL.plusSeconds(60)));

        assertEquals(ENTERED, capacity().enter(engine, 1, "b", UNTIL.plusSeconds(10), UNTIL.plusSeconds(60)));
        capacity().keep(engine, 1, "late", UNTIL.plusSeconds(10), UNTIL.plusSeconds(600));

        assertEquals(ENTERED, capacity().enter(engine, 1, "c", UNTIL.plusSeconds(60), UNTIL.plusSeconds(600)));
    }

    @Test
    void whoLostItsPlaceKeepsAFreeOneEvenInAPause() {
        capacity().enter(engine, 2, "late", NOW, UNTIL);
        capacity().enter(engine, 2, "b", UNTIL, UNTIL.plusSeconds(600));
        capacity().enter(engine, 2, "c", UNTIL, UNTIL.plusSeconds(60));
        capacity().leave(engine, "c");
        capacity().pause(engine, UNTIL.plusSeconds(30));

        capacity().keep(engine, 2, "late", UNTIL.plusSeconds(1), UNTIL.plusSeconds(100));

        assertEquals(FULL, capacity().enter(engine, 2, "d", UNTIL.plusSeconds(99), UNTIL.plusSeconds(600)));
        capacity().leave(engine, "late");
        assertEquals(ENTERED, capacity().enter(engine, 2, "d", UNTIL.plusSeconds(99), UNTIL.plusSeconds(600)));
    }

    @Test
    void ofManyAtOnceNoMoreEnterThanTheCeilingAllows() throws Exception {
        List<Callable<Admission>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String task = "task-" + i;
            all.add(() -> capacity().enter(engine, 10, task, NOW, UNTIL));
        }
        int entered = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Admission> admission : threads.invokeAll(all)) {
                switch (admission.get()) {
                    case Admission.Entered() -> entered++;
                    case Admission.Later later -> assertInstanceOf(Admission.Later.class, later);
                }
            }
        }
        assertTrue(entered <= 10, "more entered: " + entered);
        assertTrue(entered >= 5, "so few entered: " + entered);
    }
}
