package dev.imagegen.flow;

import dev.imagegen.asset.StoreException;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.ProviderReport;
import dev.imagegen.log.Log;
import dev.imagegen.task.Task;
import java.util.stream.Stream;

/** Tells the operator of failures that nobody else can mend. The template counts these lines and raises the alarm. */
final class Alarms {

    private static final String EVENT = "provider_alarm";

    private Alarms() {}

    /** The store does not let us in. */
    static void ring(Log log, Task task, StoreException e) {
        log.error(EVENT, e, "engine", "store", "model", task.order().model().id(), "task_id", task.id());
    }

    /** Something that no engine may throw. */
    static void ring(Log log, ImageEngine engine, Task task, RuntimeException unforeseen) {
        log.error(EVENT, unforeseen, "engine", engine.name(), "failure", "UNFORESEEN", "model", task.order().model().id(),
                "task_id", task.id());
    }

    /** With what the provider said about it, so that one closed region is told from one wrong key. */
    static void ring(Log log, ImageEngine engine, Task task, EngineException e) {
        if (e.failure().operators()) {
            log.error(EVENT, e, fields(e, "engine", engine.name(), "failure", e.failure(), "model", task.order().model().id(),
                    "task_id", task.id()));
        }
    }

    private static Object[] fields(EngineException e, Object... ours) {
        return e.report().map(ProviderReport::logFields)
                .map(said -> Stream.of(ours, said).flatMap(Stream::of).toArray())
                .orElse(ours);
    }
}
