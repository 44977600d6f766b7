package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.imagegen.contract.Target;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Upstream;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.ScriptedEngine;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A workshop whose engine has to be asked for its pictures. Until a test says otherwise it is not done yet. */
final class AskedWorkshop {

    final ScriptedEngine engine = new ScriptedEngine("bfl", false);
    final Workshop shop = new Workshop(
            engine, new Engines(model -> List.of("bfl"), Map.of("bfl", engine), Map.of("bfl", 2)));

    AskedWorkshop() {
        engine.does(d -> new Pending(new Upstream(
                "bfl", "job-1", URI.create("https://api.example.com/1"), shop.clock.instant(), OptionalLong.of(15_000))));
        engine.answers(Pending::new);
    }

    /** A worker has submitted it, and asks in a moment. */
    Task submitted() {
        Task task = shop.accepted(Target.DEFAULT);
        shop.run(task);
        return task;
    }

    TaskState.Submitted waiting(Task task) {
        return assertInstanceOf(TaskState.Submitted.class, shop.now(task).state());
    }
}
