package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.catalog.Catalog;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Picture;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Png;
import dev.imagegen.testing.ScriptedEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two engines for one model, the first of which has two places. */
class TurnsTest {

    private static final Picture PICTURE = new Picture(Png.of(512, 384), OptionalLong.of(42));

    private final ScriptedEngine first = new ScriptedEngine("bfl", false);
    private final ScriptedEngine second = new ScriptedEngine("cloudinary", false);
    private final Workshop shop = new Workshop(first, new Engines(model -> List.of("bfl", "cloudinary"),
            Map.of("bfl", first, "cloudinary", second), Map.of("bfl", 2, "cloudinary", 2)));

    private void fails(ScriptedEngine engine, Failure failure) {
        engine.does(d -> {
            throw new EngineException(failure, "It cannot.");
        });
    }

    private void runToTheEnd(Task task) {
        shop.run(task);
        for (int i = 0; i < 40 && !shop.now(task).state().terminal(); i++) {
            shop.runLast();
        }
    }

    private TaskState.Completed completed(Task task) {
        return assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
    }

    @ParameterizedTest
    @EnumSource(value = Failure.class, names = {"CREDENTIALS", "FUNDS", "RETIRED", "NOT_FOUND", "OVERLOADED", "RATE_LIMITED"})
    void anEngineThatSurelyDidNotRunItIsFollowedByTheNextOneWithANotice(Failure failure) {
        Task task = shop.accepted(Target.DEFAULT);
        fails(first, failure);

        runToTheEnd(task);

        completed(task);
        assertEquals(Notice.info("bfl could not serve just now: cloudinary was used."), shop.now(task).notices().getLast());
        assertEquals(1, second.drawings().size());
        assertEquals(failure.operators() ? 1 : 0, shop.logged("provider_alarm"));
        assertEquals(3, shop.balance().used());
    }

    @ParameterizedTest
    @EnumSource(value = Failure.class, names = {"CREDENTIALS", "FUNDS", "RETIRED", "NOT_FOUND", "OVERLOADED", "RATE_LIMITED"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatMayHaveRunOrWasRefusedGoesToNoOtherEngine(Failure failure) {
        Task task = shop.accepted(Target.DEFAULT);
        fails(first, failure);

        runToTheEnd(task);

        assertEquals(failure.code(), shop.failure(task));
        assertEquals(failure.repeatableOnce() ? 2 : 1, first.drawings().size());
        assertEquals(0, second.drawings().size());
    }

    @Test
    void theNextTaskGoesToTheOtherEngineAtOnceAndBackWhenTheFirstHadItsTime() {
        fails(first, Failure.FUNDS);
        runToTheEnd(shop.accepted(Target.DEFAULT));
        first.does(d -> PICTURE);

        shop.run(shop.accepted(Target.DEFAULT));
        assertEquals(2, second.drawings().size());

        shop.clock.advance(Duration.ofMinutes(5));
        shop.run(shop.accepted(Target.DEFAULT));
        assertEquals(2, second.drawings().size());
        assertEquals(2, first.drawings().size());
    }

    @Test
    void whenNoEngineCanServeTheTaskFails() {
        Task task = shop.accepted(Target.DEFAULT);
        fails(first, Failure.CREDENTIALS);
        fails(second, Failure.FUNDS);

        runToTheEnd(task);

        assertEquals(ErrorCode.PROVIDER_FAILED, shop.failure(task));
        assertEquals(0, shop.balance().possibleSpend());
        assertEquals(OptionalLong.of(50), shop.balance().remaining());
        assertEquals(2, shop.logged("provider_alarm"));
    }

    @Test
    void aRetiredModelIsMadeByItsSuccessorInTheSameCall() {
        first.does(d -> {
            if (first.drawings().size() == 1) {
                throw new EngineException(Failure.RETIRED, "Gone.");
            }
            return PICTURE;
        });
        Catalog catalog = Catalog.load(Json.parse(
                "{\"flux-2-pro\": {\"successor\": \"flux-2-klein-9b\"}}"));
        Task task = shop.accepted(Target.DEFAULT);

        shop.with(catalog).run(new Job.Advance(task.id()));

        completed(task);
        assertEquals(List.of("flux-2-pro", "flux-2-klein-9b"),
                first.drawings().stream().map(d -> d.providerModel().name()).toList());
        assertEquals(Notice.warning("The provider has retired flux-2-pro: its successor flux-2-klein-9b made the image."),
                shop.now(task).notices().getLast());
        assertEquals(1, shop.logged("provider_alarm"));
        assertEquals(0, second.drawings().size());
    }

    @Test
    void anEngineThatIsNotTheProviderIsNotAskedForTheSuccessor() {
        fails(first, Failure.CREDENTIALS);
        fails(second, Failure.RETIRED);
        Catalog catalog = Catalog.load(Json.parse(
                "{\"flux-2-pro\": {\"successor\": \"flux-2-klein-9b\"}}"));
        Task task = shop.accepted(Target.DEFAULT);

        shop.with(catalog).run(new Job.Advance(task.id()));
        shop.with(catalog).run(new Job.Advance(task.id()));

        assertEquals(ErrorCode.PROVIDER_FAILED, shop.failure(task));
        assertEquals(1, second.drawings().size());
    }

    @Test
    void taskThatNoEngineMakesAnyMoreFailsAndCostsNothing() {
        Workshop changed = new Workshop(first, new Engines(model -> List.of(), Map.of("bfl", first), Map.of("bfl", 2)));
        Task task = changed.accepted(Target.DEFAULT);

        changed.run(task);

        var failed = assertInstanceOf(TaskState.Failed.class, changed.now(task).state());
        assertEquals("No engine of this deployment makes flux-2-pro any more.", failed.error().message());
        assertEquals(ErrorCode.PROVIDER_FAILED, failed.error().code());
        assertEquals(false, failed.maybeBilled());
        assertEquals(OptionalLong.of(50), changed.balance().remaining());
        assertEquals(List.of(), first.drawings());
    }

    @Test
    void aBurstWaitsInTheQueueAndCostsNoAttempt() {
        Task waiting = shop.accepted(Target.DEFAULT);
        first.does(d -> {
            meanwhile(d, waiting);
            return PICTURE;
        });

        shop.run(shop.accepted(Target.DEFAULT));

        assertEquals(0, shop.now(waiting).attempt());
        assertEquals(2, first.drawings().size());
        Job.Advance job = (Job.Advance) shop.jobs.sent().getLast().job();
        assertEquals(new Job.Advance(waiting.id(), 1), job);
        first.does(d -> PICTURE);
        shop.runLast();
        completed(waiting);
        assertEquals(0, second.drawings().size());
        assertEquals(0, shop.capacity.taken("bfl"));
    }

    /** The first one at work has another one begin, which fills the engine; then a third one comes. */
    private void meanwhile(Drawing drawing, Task third) {
        if (first.drawings().size() == 1) {
            shop.run(shop.accepted(Target.DEFAULT));
        } else if (first.drawings().size() == 2) {
            shop.run(third);
        }
    }

    @Test
    void aTaskThatEndsWithoutBeingTakenLeavesItsPlace() {
        Task task = shop.accepted(Target.DEFAULT);
        first.does(d -> {
            throw new IllegalStateException("It takes the worker down before it is called");
        });
        Task given = task;
        for (int i = 0; i < 10; i++) {
            Task claimed = given.claimed("dead", shop.clock.instant(), shop.clock.instant());
            assertTrue(shop.table.replace(given, claimed));
            given = claimed;
        }

        shop.run(task);

        assertEquals(ErrorCode.INTERNAL_ERROR, shop.failure(task));
        assertEquals(0, shop.capacity.taken("bfl"));
    }

    @Test
    void whoWaitsLongIsAskedLessOftenAndIsNotSentTwice() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.enter("bfl", 2, "a", Duration.ofHours(1));
        shop.enter("bfl", 2, "b", Duration.ofHours(1));

        shop.run(task);
        for (int i = 0; i < 30; i++) {
            shop.runLast();
            assertEquals(0, shop.sweep.run(Duration.ofMinutes(1)), "the message is on its way, and so not lost");
        }

        List<Duration> pauses = shop.jobs.sent().stream().map(sent -> sent.delay()).toList();
        assertTrue(pauses.getFirst().compareTo(Duration.ofSeconds(1)) <= 0, pauses::toString);
        pauses.forEach(pause -> assertTrue(pause.compareTo(Duration.ofSeconds(15)) <= 0, pauses::toString));
        pauses.subList(6, 30).forEach(pause -> assertTrue(pause.compareTo(Duration.ofMillis(7500)) >= 0, pauses::toString));
        assertEquals(0, shop.now(task).attempt());
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 119, 121, 4000})
    void whatTheProviderAsksForIsWaitedForByAllTasksUpToTwoMinutes(long seconds) {
        first.does(d -> {
            throw new EngineException(Failure.RATE_LIMITED, "Slowly.", Optional.of(Duration.ofSeconds(seconds)));
        });
        shop.run(shop.accepted(Target.DEFAULT));
        Duration expected = Duration.ofSeconds(Math.min(seconds, 120));
        assertEquals(expected, shop.jobs.sent().getLast().delay());

        Task other = shop.accepted(Target.DEFAULT);
        shop.run(other);

        assertEquals(1, first.drawings().size());
        assertTrue(shop.jobs.sent().getLast().delay().compareTo(expected) >= 0);
        assertEquals(0, shop.now(other).attempt());
    }
}
