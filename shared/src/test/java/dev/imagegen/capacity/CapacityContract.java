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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every keeper of places does. */
public abstract class CapacityContract {

    private static final Instant NOW = MutableClock.START;
    private static final Instant UNTIL = NOW.plusSeconds(600);
    private static final Admission ENTERED = new Admission.Entered();
    private static final Admission FULL = new Admission.Later(Optional.empty());

    private final String engine = "engine-" + Samples.id();

    protected abstract Capacity capacity();

    private Admission enter(String task) {
        return enter(engine, 2, task, NOW, UNTIL);
    }

    private Admission enter(String at, int ceiling, String task, Instant now, Instant until) {
        return capacity().enter(new PermitRequest(at, Limit.of(ceiling, 75), task, "key", now, until));
    }

    private void keep(String at, int ceiling, String task, Instant now, Instant until) {
        capacity().keep(new PermitRequest(at, Limit.of(ceiling, 75), task, "key", now, until));
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
        enter(engine, 1, "dead", NOW, UNTIL);

        assertEquals(FULL, enter(engine, 1, "b", UNTIL.minusMillis(1), UNTIL.plusSeconds(1)));
        assertEquals(ENTERED, enter(engine, 1, "b", UNTIL, UNTIL.plusSeconds(1)));
    }

    @Test
    void whoLeavesLateTakesNothingFromWhoCameAfterwards() {
        enter(engine, 1, "late", NOW, UNTIL);
        enter(engine, 1, "next", UNTIL, UNTIL.plusSeconds(600));

        capacity().leave(engine, "late");

        assertEquals(FULL, enter(engine, 1, "third", UNTIL, UNTIL.plusSeconds(600)));
    }

    @Test
    void aCeilingThatWasLoweredCountsThoseThatAreIn() {
        for (String task : List.of("a", "b", "c")) {
            enter(engine, 3, task, NOW, UNTIL);
        }
        capacity().leave(engine, "a");

        assertEquals(FULL, enter("d"));
    }

    @Test
    void nobodyEntersWhileItIsPausedAndTheAnswerSaysUntilWhen() {
        capacity().pause(engine, NOW.plusSeconds(30));

        assertEquals(new Admission.Later(Optional.of(NOW.plusSeconds(30))), enter("a"));
        assertEquals(ENTERED, enter(engine, 2, "a", NOW.plusSeconds(30), UNTIL));
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

        assertEquals(ENTERED, enter(engine + "-other", 2, "c", NOW, UNTIL));
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

        keep(engine, 2, "a", NOW.plusSeconds(500), UNTIL.plusSeconds(100));

        assertEquals(ENTERED, enter(engine, 2, "c", UNTIL, UNTIL.plusSeconds(600)));
        assertEquals(FULL, enter(engine, 2, "d", UNTIL.plusSeconds(99), UNTIL.plusSeconds(600)));
        assertEquals(ENTERED, enter(engine, 2, "d", UNTIL.plusSeconds(100), UNTIL.plusSeconds(600)));
    }

    @Test
    void aPlaceIsNotKeptForAShorterTimeThanItHas() {
        enter(engine, 1, "a", NOW, UNTIL);

        keep(engine, 1, "a", NOW, NOW.plusSeconds(1));

        assertEquals(FULL, enter(engine, 1, "b", UNTIL.minusMillis(1), UNTIL));
    }

    @Test
    void aPlaceWhoseTimeIsOverIsKeptUnlessAnotherHasIt() {
        enter(engine, 1, "late", NOW, UNTIL);
        keep(engine, 1, "late", UNTIL, UNTIL.plusSeconds(10));
        assertEquals(FULL, enter(engine, 1, "b", UNTIL.plusSeconds(9), UNTIL.plusSeconds(60)));

        assertEquals(ENTERED, enter(engine, 1, "b", UNTIL.plusSeconds(10), UNTIL.plusSeconds(60)));
        keep(engine, 1, "late", UNTIL.plusSeconds(10), UNTIL.plusSeconds(600));

        assertEquals(ENTERED, enter(engine, 1, "c", UNTIL.plusSeconds(60), UNTIL.plusSeconds(600)));
    }

    @Test
    void whoLostItsPlaceKeepsAFreeOneEvenInAPause() {
        enter(engine, 2, "late", NOW, UNTIL);
        enter(engine, 2, "b", UNTIL, UNTIL.plusSeconds(600));
        enter(engine, 2, "c", UNTIL, UNTIL.plusSeconds(60));
        capacity().leave(engine, "c");
        capacity().pause(engine, UNTIL.plusSeconds(30));

        keep(engine, 2, "late", UNTIL.plusSeconds(1), UNTIL.plusSeconds(100));

        assertEquals(FULL, enter(engine, 2, "d", UNTIL.plusSeconds(99), UNTIL.plusSeconds(600)));
        capacity().leave(engine, "late");
        assertEquals(ENTERED, enter(engine, 2, "d", UNTIL.plusSeconds(99), UNTIL.plusSeconds(600)));
    }

    @Test
    void ofManyAtOnceNoMoreEnterThanTheCeilingAllows() throws Exception {
        List<Callable<Admission>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String task = "task-" + i;
            all.add(() -> enter(engine, 10, task, NOW, UNTIL));
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

    private Admission enterOf(String key, String task, int permits, Instant at) {
        return capacity().enter(new PermitRequest(engine, Limit.of(permits, 75), task, key, at, at.plusSeconds(7200)));
    }

    private int entered(String key, int tasks, int permits, Instant at) {
        int entered = 0;
        for (int i = 0; i < tasks; i++) {
            entered += enterOf(key, key + "-" + at + "-" + i, permits, at).equals(ENTERED) ? 1 : 0;
        }
        return entered;
    }

    @Test
    void keyThatIsAloneMayHaveAllPlaces() {
        assertEquals(10, entered("A", 20, 10, NOW));
    }

    /** Two keys, of which one comes first. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "4, 3", "10, 7", "20, 15", "45, 33"})
    void keyGetsThreeQuartersOnceAnotherHasAsked(int permits, int part) {
        assertEquals(1, entered("B", 1, permits, NOW));
        capacity().leave(engine, "B-" + NOW + "-0");

        assertEquals(part, entered("A", 2 * permits, permits, NOW.plusSeconds(299)));
    }

    @Test
    void keyThatFoundNoPlaceHasAskedAllTheSame() {
        entered("A", 10, 10, NOW);
        assertEquals(FULL, enterOf("B", "b", 10, NOW));
        for (int i = 0; i < 10; i++) {
            capacity().leave(engine, "A-" + NOW + "-" + i);
        }

        assertEquals(7, entered("A", 20, 10, NOW.plusSeconds(10)));
        assertEquals(3, entered("B", 20, 10, NOW.plusSeconds(10)));
    }

    @Test
    void keyWithMoreThanItsPartGetsNoneUntilItHasLess() {
        entered("A", 10, 10, NOW);
        entered("B", 1, 10, NOW);
        for (int i = 0; i < 3; i++) {
            capacity().leave(engine, "A-" + NOW + "-" + i);
            assertEquals(FULL, enterOf("A", "more-" + i, 10, NOW.plusSeconds(2)));
        }
        capacity().leave(engine, "A-" + NOW + "-3");

        assertEquals(1, entered("A", 5, 10, NOW.plusSeconds(2)));
    }

    @Test
    void firstPlaceThatIsGivenBackGoesToTheOtherKeyWhicheverItIs() {
        for (int number = 0; number < 10; number++) {
            Instant at = NOW.plusSeconds(20_000L * number);
            entered("A", 10, 10, at);
            assertEquals(FULL, enterOf("B", "b-" + number, 10, at));
            capacity().leave(engine, "A-" + at + "-" + number);

            assertEquals(FULL, enterOf("A", "a-" + number, 10, at.plusSeconds(2)));
            assertEquals(ENTERED, enterOf("B", "b-" + number, 10, at.plusSeconds(2)));
        }
    }

    @Test
    void keyMayHaveAllAgainWhenNoOtherHasAskedForSixMinutes() {
        entered("B", 1, 10, NOW);
        capacity().leave(engine, "B-" + NOW + "-0");

        assertEquals(10, entered("A", 20, 10, NOW.plusSeconds(360)));
    }

    @Test
    void keyThatGoesOnAskingGoesOnCounting() {
        for (int second = 0; second <= 600; second += 30) {
            enterOf("B", "b", 10, NOW.plusSeconds(second));
        }
        capacity().leave(engine, "b");

        assertEquals(7, entered("A", 20, 10, NOW.plusSeconds(600 + 299)));
    }

    /** Of three, the one that is counted by neither of the two slots is held to its part, and holds the others to theirs. */
    @Test
    void thirdKeyGetsItsPartToo() {
        entered("A", 1, 10, NOW);
        entered("B", 1, 10, NOW);
        capacity().leave(engine, "A-" + NOW + "-0");
        capacity().leave(engine, "B-" + NOW + "-0");

        assertEquals(7, entered("C", 20, 10, NOW.plusSeconds(2)));
        assertTrue(entered("A", 20, 10, NOW.plusSeconds(4)) >= 1);
    }

    @Test
    void shareOfAHundredPercentLimitsNobody() {
        entered("B", 1, 10, NOW);
        capacity().leave(engine, "B-" + NOW + "-0");

        for (int i = 0; i < 10; i++) {
            assertEquals(ENTERED, capacity().enter(
                    new PermitRequest(engine, Limit.of(10, 100), "a-" + i, "A", NOW.plusSeconds(1), UNTIL)));
        }
    }

    @Test
    void taskThatHasItsPlaceKeepsItHoweverManyItsKeyHas() {
        entered("A", 10, 10, NOW);
        entered("B", 1, 10, NOW);

        assertEquals(ENTERED, enterOf("A", "A-" + NOW + "-0", 10, NOW.plusSeconds(5)));
    }

    /** All of them look at the same moment, when nothing is taken. */
    @Test
    void ofManyAtOnceNoKeyGetsMoreThanItsPart() throws Exception {
        entered("B", 1, 20, NOW);
        capacity().leave(engine, "B-" + NOW + "-0");
        List<Callable<Admission>> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String task = "task-" + i;
            all.add(() -> enterOf("A", task, 20, NOW.plusSeconds(1)));
        }
        long entered = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Admission> admission : threads.invokeAll(all)) {
                entered += admission.get().equals(ENTERED) ? 1 : 0;
            }
        }
        assertTrue(entered <= 15, "more entered: " + entered);
        assertTrue(entered >= 8, "so few entered: " + entered);
    }
}
