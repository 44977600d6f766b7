package dev.imagegen.flow;

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
import dev.imagegen.task.TaskState;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The one call that may cost money: its intent is durable before it is made. */
final class EngineCall {

    private final Clock clock;
    private final Steps steps;
    private final Log log;

    EngineCall(Clock clock, Steps steps, Log log) {
        this.clock = clock;
        this.steps = steps;
        this.log = log;
    }

    /** @param notices what the caller should know about how it was made */
    record Answer(Progress progress, List<Notice> notices) {}

    /**
     * Calls the engine; the successor of a model that the provider has retired, too, since that was surely not run.
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
        try {
            return new Answer(generated(engine, drawing), List.of());
        } catch (EngineException e) {
            Optional<ProviderModel> successor = successor(engine, drawing.providerModel());
            if (e.failure() != Failure.RETIRED || successor.isEmpty()) {
                throw e;
            }
            Alarms.ring(log, engine, lease.task(), e);
            return new Answer(generated(engine, drawing.by(successor.get())), List.of(Notice.warning(
                    "The provider has retired %s: its successor %s made the image."
                            .formatted(drawing.providerModel().name(), successor.get().name()))));
        }
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

    /** Only the provider itself knows its models by these names: another engine would be asked for the same one again. */
    private static Optional<ProviderModel> successor(ImageEngine engine, ProviderModel model) {
        return engine.name().equals(model.provider()) ? model.successor() : Optional.empty();
    }
}
