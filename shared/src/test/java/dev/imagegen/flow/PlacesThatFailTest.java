package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.imagegen.contract.Target;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Upstream;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Png;
import dev.imagegen.testing.ScriptedEngine;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The places at an engine cannot be written from the moment on at which the engine has answered. */
class PlacesThatFailTest {

    private static final Picture PICTURE = new Picture(Png.of(512, 384), OptionalLong.of(42));

    private final ScriptedEngine engine = new ScriptedEngine("bfl", false);
    private final Workshop shop = new Workshop(
            engine, new Engines(model -> List.of("bfl"), Map.of("bfl", engine), Map.of("bfl", 2)));
    private final Task task = shop.accepted(Target.DEFAULT);

    @Test
    void aPictureInHandIsStoredAllTheSame() {
        engine.does(d -> {
            shop.capacity.breakDown();
            return PICTURE;
        });

        shop.run(task);

        assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
        assertEquals(1, shop.logged("place_not_written"));
    }

    @Test
    void aPictureThatWasAskedForIsStoredAllTheSame() {
        engine.does(d -> new Pending(new Upstream(
                "bfl", "job-1", URI.create("https://api.example.com/1"), shop.clock.instant(), OptionalLong.empty())));
        shop.run(task);
        engine.answers(u -> {
            shop.capacity.breakDown();
            return PICTURE;
        });

        shop.runLast();

        assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
    }

    @ParameterizedTest
    @EnumSource(value = Failure.class, names = {"RATE_LIMITED", "OVERLOADED"})
    void aCallThatSurelyDidNotRunIsMadeAgain(Failure failure) {
        engine.does(d -> {
            shop.capacity.breakDown();
            throw new EngineException(failure, "Not now.");
        });

        shop.run(task);

        assertInstanceOf(TaskState.Queued.class, shop.now(task).state());
    }

    @Test
    void aRefusalIsToldAtOnce() {
        engine.does(d -> {
            shop.capacity.breakDown();
            throw new EngineException(Failure.REFUSED, "Not that.");
        });

        shop.run(task);

        assertInstanceOf(TaskState.Failed.class, shop.now(task).state());
        assertEquals(0, shop.balance().possibleSpend());
    }
}
