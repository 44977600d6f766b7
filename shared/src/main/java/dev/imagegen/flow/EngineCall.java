package dev.imagegen.flow;

import dev.imagegen.catalog.Model;
import dev.imagegen.catalog.ProviderModel;
import dev.imagegen.contract.Notice;
import dev.imagegen.engine.Delivered;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.Upstream;
import dev.imagegen.log.Log;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The one call that may cost money: its intent is durable before it is made. */
final class EngineCall {

    private final Drawings drawings;
    private final RetiredModels retired;
    private final Clock clock;
    private final Steps steps;
    private final Log log;

    EngineCall(Drawings drawings, RetiredModels retired, Clock clock, Steps steps, Log log) {
        this.drawings = drawings;
        this.retired = retired;
        this.clock = clock;
        this.steps = steps;
        this.log = log;
    }

    /** @param notices what the caller should know about how it was made */
    record Answer(Progress progress, List<Notice> notices) {}

    /**
     * Calls the engine; where its provider has retired the model, for the successor, since the model itself surely was not run.
     *
     * @param patience how long its answer is worth waiting for, if this worker dies
     * @return empty if the task is not this worker's any more; then nothing was called
     */
    Optional<Answer> make(Lease lease, ImageEngine engine, Drawing drawing, Duration patience) {
        var call = new TaskState.Calling(engine.name(), clock.instant().plus(patience));
        if (!engine.repeatable() && !lease.calling(call)) {
            return Optional.empty();
        }
        steps.past(Step.CALLING, drawing.taskId());
        Answer answer = answer(lease, engine, drawing);
        steps.past(Step.ANSWERED, drawing.taskId());
        return Optional.of(answer);
    }

    private Answer answer(Lease lease, ImageEngine engine, Drawing drawing) {
        Model model = drawings.model(lease.task());
        while (true) {
            // A model that some worker has found retired is not asked for once more.
            ProviderModel serving = retired.serving(engine.name(), model).orElseThrow(EngineCall::retired);
            try {
                return new Answer(generated(engine, by(serving, drawing, lease.task())), successor(drawing.providerModel(), serving));
            } catch (EngineException e) {
                if (e.failure() != Failure.RETIRED) {
                    throw e;
                }
                if (retired.note(engine.name(), model, serving)) {
                    Alarms.ring(log, engine, lease.task(), e);
                }
            }
        }
    }

    private static EngineException retired() {
        return new EngineException(Failure.RETIRED, "The provider does not offer this model any more.");
    }

    private Drawing by(ProviderModel serving, Drawing drawing, Task task) {
        return serving.equals(drawing.providerModel()) ? drawing : drawings.of(task, serving, drawing.references());
    }

    private static List<Notice> successor(ProviderModel wanted, ProviderModel serving) {
        return serving.equals(wanted) ? List.of() : List.of(Notice.warning(
                "The provider has retired %s: its successor %s made the image.".formatted(wanted.name(), serving.name())));
    }

    /** Where the engine does not state the cost, it is what the price book says of this very image. */
    private static Progress generated(ImageEngine engine, Drawing drawing) {
        Progress progress = engine.generate(drawing);
        if (!engine.pricedByCatalogue()) {
            return progress;
        }
        return switch (progress) {
            case Picture picture when picture.microDollars().isEmpty() -> new Picture(
                    picture.bytes(), picture.seed(), OptionalLong.of(drawing.microDollars()), picture.notices());
            case Pending(Upstream upstream) when upstream.microDollars().isEmpty() ->
                new Pending(upstream.costing(drawing.microDollars()));
            case Picture _, Delivered _, Pending _ -> progress;
        };
    }
}
