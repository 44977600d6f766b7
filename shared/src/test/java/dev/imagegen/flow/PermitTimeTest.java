package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.capacity.Admission;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Engines;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.ScriptedEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a permit lasts: as long as a call that begins with it, wherever it is. The engine here has one. */
class PermitTimeTest {

    private static final Duration BUDGET = Duration.ofMinutes(2);

    private final ScriptedEngine engine = new ScriptedEngine("bfl", false);
    private final Workshop shop = new Workshop(
            engine, new Engines(model -> List.of("bfl"), Map.of("bfl", engine), Map.of("bfl", 1)));
    private final Task task = shop.accepted(Target.DEFAULT);

    private Admission another() {
        return shop.enter("bfl", 1, "another", BUDGET);
    }

    /** References come slowly, or there is no memory for the picture. */
    private Generation slowToBegin(int seconds, Runnable meanwhile) {
        return shop.watchedBy((step, id) -> {
            if (step == Step.REFERENCES_FETCHED) {
                shop.clock.advance(Duration.ofSeconds(seconds));
                meanwhile.run();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30, 31, 149, 151, 250})
    void permitLastsAsLongAsTheCallHoweverLateThatBegins(int seconds) {
        engine.does(d -> {
            shop.clock.advance(BUDGET.minusMillis(1));
            assertInstanceOf(Admission.Later.class, another());
            return Workshop.PICTURE;
        });

        slowToBegin(seconds, () -> { }).run(new Job.Advance(task.id()));

        shop.completed(task);
        assertEquals(0, shop.capacity.taken("bfl"));
    }

    @Test
    void permitOfAWorkerThatDiesInItsCallIsFreeHalfAMinuteAfterIt() {
        engine.does(d -> {
            throw new AssertionError("It takes the worker down");
        });
        try {
            shop.run(task);
        } catch (AssertionError dead) {
            assertEquals(1, shop.capacity.taken("bfl"));
        }

        shop.clock.advance(BUDGET.plusSeconds(30));

        assertInstanceOf(Admission.Entered.class, another());
    }

    @Test
    void callWhosePermitWentToAnotherIsNotMadeNow() {
        slowToBegin(200, () -> assertInstanceOf(Admission.Entered.class, another())).run(new Job.Advance(task.id(), 3));

        assertEquals(0, engine.drawings().size());
        assertInstanceOf(TaskState.Queued.class, shop.now(task).state());
        assertEquals(new Job.Advance(task.id(), 4), shop.jobs.sent().getLast().job());
        shop.capacity.leave("bfl", "another");
        shop.runLast();
        shop.completed(task);
    }

    @Test
    void callThatWouldBeginLateInAPauseIsNotMadeNow() {
        slowToBegin(31, () -> shop.capacity.pause("bfl", shop.clock.instant().plusSeconds(60))).run(new Job.Advance(task.id()));

        assertEquals(0, engine.drawings().size());
        assertEquals(0, shop.capacity.taken("bfl"));
        assertTrue(shop.jobs.sent().getLast().delay().compareTo(Duration.ofSeconds(15)) <= 0);
    }
}
