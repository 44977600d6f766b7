package dev.imagegen.flow;

import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Progress;
import dev.imagegen.log.Log;
import dev.imagegen.spool.Spool;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes up tasks whose worker died: what was paid for is looked for, and never paid for again. */
final class Orphans {

    private final Making making;
    private final Storing storing;
    private final Results results;
    private final OutcomeTimeout timeout;
    private final Engines engines;
    private final Drawings drawings;
    private final Spool spool;
    private final Turns turns;
    private final Log log;

    Orphans(Making making, Storing storing, Results results, OutcomeTimeout timeout, Engines engines, Drawings drawings,
            Spool spool, Turns turns, Log log) {
        this.making = making;
        this.storing = storing;
        this.results = results;
        this.timeout = timeout;
        this.engines = engines;
        this.drawings = drawings;
        this.spool = spool;
        this.turns = turns;
        this.log = log;
    }

    /**
     * @param running whose lease is over
     * @param seen the revision of the task when this look at it was asked for; empty if nobody had looked
     */
    void takeUp(Task task, TaskState.Running running, OptionalLong seen) {
        if (running.calling().isEmpty()) {
            making.begin(task, 0);
            return;
        }
        TaskState.Calling call = running.calling().get();
        Optional<Picture> spooled = spool.find(task.id());
        if (spooled.isPresent()) {
            storing.store(Hold.of(task), spooled.get(), Copy.SPOOLED);
            turns.leave(task);
            return;
        }
        recalled(task, call).ifPresentOrElse(made -> take(task, made), () -> timeout.look(task, call, seen));
    }

    private void take(Task task, Progress made) {
        if (!(made instanceof Pending)) {
            turns.leave(task);
        }
        results.take(Hold.of(task), made, List.of(), Copy.AT_PROVIDER);
    }

    private Optional<Progress> recalled(Task task, TaskState.Calling call) {
        Optional<ImageEngine> engine = engines.named(call.engine());
        try {
            return engine.flatMap(e -> e.recall(drawings.of(task, e.name(), List.of())));
        } catch (EngineException e) {
            log.warn("engine_not_asked", e, "task_id", task.id());
            return Optional.empty();
        }
    }
}
