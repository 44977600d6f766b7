package dev.imagegen.flow;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.PublicError;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Progress;
import dev.imagegen.log.Log;
import dev.imagegen.spool.Spool;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Takes up tasks whose worker died: what was paid for is looked for, and never paid for again. */
final class Orphans {

    private final Making making;
    private final Storing storing;
    private final Results results;
    private final Endings endings;
    private final Engines engines;
    private final Drawings drawings;
    private final Spool spool;
    private final Turns turns;
    private final Clock clock;
    private final Log log;

    Orphans(Making making, Storing storing, Results results, Endings endings, Engines engines, Drawings drawings, Spool spool,
            Turns turns, Clock clock, Log log) {
        this.making = making;
        this.storing = storing;
        this.results = results;
        this.endings = endings;
        this.engines = engines;
        this.drawings = drawings;
        this.spool = spool;
        this.turns = turns;
        this.clock = clock;
        this.log = log;
    }

    /** @param running whose lease is over */
    void takeUp(Task task, TaskState.Running running) {
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
        Optional<Progress> made = recalled(task, call);
        if (made.isPresent()) {
            results.take(Hold.of(task), made.get(), List.of(), Copy.AT_PROVIDER);
        } else if (clock.instant().isBefore(call.until())) {
            // Its worker may be cut off and alive, with the picture in its hands. The sweep comes again.
            log.info("answer_awaited", "task_id", task.id(), "until", call.until());
        } else {
            endings.fail(task, new PublicError(ErrorCode.OUTCOME_UNKNOWN,
                    "The worker was lost while the image was being made. It is not made again, and nothing was charged."),
                    true);
            turns.leave(task);
        }
    }

    private Optional<Progress> recalled(Task task, TaskState.Calling call) {
        Optional<ImageEngine> engine = engines.named(call.engine());
        try {
            return engine.flatMap(e -> e.recall(drawings.of(task, List.of())));
        } catch (EngineException e) {
            log.warn("engine_not_asked", e, "task_id", task.id());
            return Optional.empty();
        }
    }
}
