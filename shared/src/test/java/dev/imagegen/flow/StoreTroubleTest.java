package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.StoreException;
import dev.imagegen.capacity.Admission;
import dev.imagegen.capacity.Limit;
import dev.imagegen.capacity.PermitRequest;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.Picture;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Png;
import dev.imagegen.testing.ScriptedEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store that refuses what it gets: when that is the store's fault, no more is paid for; one file or target stops nobody. */
class StoreTroubleTest {

    private static final StoreException REFUSED = new StoreException(false, "The account is over its limits.", null);
    private static final Target NAMED = new Target.Managed(Optional.of("shop/lamp"), Optional.empty());

    private final ScriptedEngine engine = new ScriptedEngine("bfl", false);
    private final Workshop shop = new Workshop(engine, new Engines(model -> List.of("bfl"),
            Map.of("bfl", engine, "openai", new ScriptedEngine("openai", false), "sandbox", new ScriptedEngine("sandbox", true)),
            Map.of("bfl", 20, "openai", 20, "sandbox", 20)));
    /** Whose file the store refuses, whatever becomes of it. */
    private final Set<String> refused = new HashSet<>();

    @BeforeEach
    void refuses() {
        engine.does(d -> new Picture(Png.of(8, 8), OptionalLong.empty()));
        shop.assets.breakDown(upload -> refused.contains(upload.taskId()), REFUSED);
    }

    private Task order(Target target, boolean refuse) {
        Task task = shop.accepted(target);
        if (refuse) {
            refused.add(task.id());
        }
        shop.run(task);
        return task;
    }

    private Task refused() {
        return order(Target.DEFAULT, true);
    }

    private Task stored() {
        Task task = order(Target.DEFAULT, false);
        shop.completed(task);
        return task;
    }

    private boolean paused(String name) {
        Instant now = shop.clock.instant();
        return switch (shop.capacity.enter(new PermitRequest(name, Limit.of(100, 100), "another", "another-key", now, now))) {
            case Admission.Entered() -> false;
            case Admission.Later later -> later.at().isPresent();
        };
    }

    private boolean paused() {
        return paused("bfl");
    }

    private void retry(Task task) {
        shop.run(task);
        assertInstanceOf(TaskState.Generated.class, shop.now(task).state());
    }

    /** All that wait are tried again every five minutes. */
    private void goOn(Duration time, List<Task> waiting) {
        for (Instant end = shop.clock.instant().plus(time); shop.clock.instant().isBefore(end);) {
            shop.clock.advance(Duration.ofMinutes(5));
            waiting.forEach(this::retry);
        }
    }

    @Test
    void threeTasksThatAreRefusedInEveryWayPauseWhatCostsMoney() {
        refused();
        refused();
        assertFalse(paused());
        refused();

        assertTrue(paused());
        assertTrue(paused("openai"));
        assertFalse(paused("sandbox"));
        Task next = order(Target.DEFAULT, true);
        assertInstanceOf(TaskState.Queued.class, shop.now(next).state());
        assertEquals(3, engine.drawings().size());
    }

    @Test
    void oneTaskThatIsRefusedManyTimesPausesNobody() {
        Task task = refused();

        goOn(Duration.ofHours(2), List.of(task));

        assertFalse(paused());
        stored();
    }

    @Test
    void threeTasksBetweenWhichSomethingIsStoredPauseNobody() {
        Task first = refused();
        Task second = refused();
        stored();
        Task third = refused();

        assertFalse(paused());
        goOn(Duration.ofHours(1), List.of(first, second, third));
        assertFalse(paused(), "of two it is known that others are stored");
    }

    @Test
    void targetsThatAreRefusedPauseNobodyWhileTheOwnOneWorks() {
        shop.assets.breakDown(upload -> upload.target().equals(NAMED), REFUSED);

        for (int i = 0; i < 5; i++) {
            shop.completed(order(NAMED, false));
        }

        assertFalse(paused());
    }

    @Test
    void temporaryTargetsThatAreRefusedPauseNobody() {
        for (int i = 0; i < 5; i++) {
            order(new Target.Temporary(), true);
        }

        assertFalse(paused());
        stored();
    }

    @Test
    void filesThatAreTakenAsJpegPauseNobody() {
        for (int i = 0; i < 4; i++) {
            shop.assets.failOnce(REFUSED);
            shop.completed(order(Target.DEFAULT, false));
        }

        assertFalse(paused());
    }

    @Test
    void whileItHoldsThePauseIsRenewedAndItEndsSoonAfterTheStoreIsMended() {
        List<Task> waiting = List.of(refused(), refused(), refused());

        goOn(Duration.ofHours(3), waiting);
        assertTrue(paused());
        Task next = order(Target.DEFAULT, false);
        assertEquals(3, engine.drawings().size());

        refused.clear();
        shop.clock.advance(Duration.ofMinutes(5));
        waiting.forEach(shop::run);
        waiting.forEach(shop::completed);
        shop.clock.advance(Duration.ofMinutes(3));
        shop.run(next);

        shop.completed(next);
        assertEquals(4, engine.drawings().size());
        assertEquals(12, shop.balance().used());
    }

    @Test
    void oneOfThemThatIsStoredLetsTheOthersPauseNobodyAnyMore() {
        List<Task> waiting = List.of(refused(), refused(), refused());
        refused.remove(waiting.getFirst().id());
        shop.run(waiting.getFirst());

        goOn(Duration.ofMinutes(10), waiting.subList(1, 3));

        assertFalse(paused());
        stored();
    }

    /** Nothing else is ordered, so that nothing could be stored in between. */
    @Test
    void threeFilesThatAreRefusedForWhatTheyAreDoNotStopTheOthersForEver() {
        List<Task> waiting = List.of(refused(), refused(), refused());

        goOn(Duration.ofMinutes(370), waiting);

        assertFalse(paused());
        stored();
        goOn(Duration.ofHours(1), waiting);
        assertFalse(paused());
    }

    @Test
    void aStoreThatStillRefusesWhenAnotherOneIsTriedPausesAgain() {
        List<Task> waiting = new ArrayList<>(List.of(refused(), refused(), refused()));
        goOn(Duration.ofMinutes(370), waiting);

        waiting.add(refused());

        assertTrue(paused());
        goOn(Duration.ofHours(3), waiting);
        assertTrue(paused());
        assertEquals(4, engine.drawings().size());
    }

    @Test
    void workersKnowOfEachOthersRefusals() {
        for (int i = 0; i < 3; i++) {
            Task task = shop.accepted(Target.DEFAULT);
            refused.add(task.id());
            shop.watchedBy(Steps.unwatched()).run(new Job.Advance(task.id()));
        }

        assertTrue(paused());
    }

    @Test
    void theTurnOfAMonthForgetsNoRefusal() {
        shop.clock.advance(Duration.between(shop.clock.instant(), Instant.parse("2026-11-30T23:58:00Z")));
        List<Task> waiting = List.of(refused(), refused());
        goOn(Duration.ofMinutes(5), waiting);

        refused();

        assertTrue(paused());
    }

    @Test
    void refusalsThatCannotBeNotedLoseNoPicture() {
        shop.refusals.breakDown();
        List<Task> waiting = List.of(refused(), refused(), refused());

        goOn(Duration.ofMinutes(10), waiting);
        assertTrue(shop.logged("refusal_not_noted") > 0);
        refused.clear();
        waiting.forEach(shop::run);

        waiting.forEach(shop::completed);
    }
}
