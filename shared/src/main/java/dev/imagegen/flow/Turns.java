package dev.imagegen.flow;

import dev.imagegen.capacity.Admission;
import dev.imagegen.capacity.Capacity;
import dev.imagegen.capacity.PermitRequest;
import dev.imagegen.contract.Notice;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.Upstream;
import dev.imagegen.log.Log;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which engine a task goes to, and whether it is its turn there. */
final class Turns {

    /** How long references and a lack of memory may put off a call until its permit has to be renewed for it. */
    private static final Duration TO_BEGIN = Duration.ofSeconds(30);
    /** As long as the next question may be late, when its message is lost: a quarter of a minute, a minute, and a sweep. */
    private static final Duration NEXT_QUESTION = Duration.ofSeconds(150);

    private final Engines engines;
    private final Capacity capacity;
    private final RetiredModels retired;
    private final Drawings drawings;
    private final Clock clock;
    private final Log log;
    private volatile Instant allPausedAt = Instant.MIN;

    Turns(Engines engines, Capacity capacity, RetiredModels retired, Drawings drawings, Clock clock, Log log) {
        this.engines = engines;
        this.capacity = capacity;
        this.retired = retired;
        this.drawings = drawings;
        this.clock = clock;
        this.log = log;
    }

    sealed interface Turn {

        /**
         * @param notices what the caller should know about the choice
         * @param until when the permit is over
         */
        record Go(ImageEngine engine, List<Notice> notices, Instant until) implements Turn {}

        /** @param at when to come again at the earliest; empty if that is not known */
        record Wait(Optional<Instant> at) implements Turn {}

        /** No engine makes it: the deployment was changed since it was accepted. */
        record Nowhere() implements Turn {}
    }

    Turn of(Task task) {
        List<ImageEngine> chain = engines.of(drawings.model(task));
        if (chain.isEmpty()) {
            return new Turn.Nowhere();
        }
        // Where there is no choice, nobody has to ask how it is.
        ImageEngine engine = chain.stream().filter(each -> chain.size() == 1 || well(each, task)).findFirst().orElse(chain.getFirst());
        Instant until = clock.instant().plus(drawings.budget(task)).plus(TO_BEGIN);
        return switch (enter(engine, task, until)) {
            case Admission.Entered() -> new Turn.Go(engine, engine == chain.getFirst() ? List.of() : List.of(Notice.info(
                    "%s could not serve just now: %s was used.".formatted(chain.getFirst().name(), engine.name()))), until);
            case Admission.Later(Optional<Instant> at) -> new Turn.Wait(at);
        };
    }

    private Admission enter(ImageEngine engine, Task task, Instant until) {
        return request(engine.name(), task, until).map(capacity::enter).orElseGet(Admission.Entered::new);
    }

    /** Empty if that engine has no limit. */
    private Optional<PermitRequest> request(String engine, Task task, Instant until) {
        return engines.limit(engine)
                .map(limit -> new PermitRequest(engine, limit, task.id(), task.apiKey(), clock.instant(), until));
    }

    /**
     * Whether a call can begin now: its permit has to last as long as the call.
     *
     * @param go the turn that the task was given; one that is nearly over is renewed
     */
    boolean lasts(Turn.Go go, Task task) {
        Instant end = clock.instant().plus(drawings.budget(task));
        return !end.isAfter(go.until()) || enter(go.engine(), task, end.plus(TO_BEGIN)) instanceof Admission.Entered;
    }

    /**
     * Keeps the permit of a picture that its provider is still at. While half of its budget is not over, the first permit is long
     * enough.
     */
    void keep(Task task, Upstream upstream) {
        Instant now = clock.instant();
        Instant half = upstream.acceptedAt().plus(drawings.budget(task).dividedBy(2));
        if (now.isAfter(half)) {
            request(upstream.engine(), task, now.plus(NEXT_QUESTION))
                    .ifPresent(request -> write(upstream.engine(), () -> capacity.keep(request)));
        }
    }

    private boolean well(ImageEngine engine, Task task) {
        return !limited(engine.name())
                || !capacity.isUnwell(engine.name(), clock.instant())
                        && retired.serving(engine.name(), drawings.model(task)).isPresent();
    }

    /** True if a task need not fail because that engine cannot serve it. */
    boolean anotherFor(Task task, ImageEngine failed) {
        return engines.of(drawings.model(task)).stream().anyMatch(engine -> engine != failed && well(engine, task));
    }

    void leave(String engine, Task task) {
        write(engine, () -> capacity.leave(engine, task.id()));
    }

    /** Gives back the place of a task that had an engine at work. */
    void leave(Task before) {
        switch (before.state()) {
            case TaskState.Running running -> running.calling().ifPresent(call -> leave(call.engine(), before));
            case TaskState.Submitted submitted -> leave(submitted.upstream().engine(), before);
            case TaskState.Queued _, TaskState.Generated _, TaskState.Completed _, TaskState.Failed _ -> { }
        }
    }

    void pause(ImageEngine engine, Duration length) {
        pause(engine.name(), length);
    }

    /** For a time nothing is made that would have to be paid for. Said again in the first quarter of it, it is not written again. */
    void pausePaid(Duration length) {
        Instant now = clock.instant();
        // A clock that was put back must not keep a pause from being renewed.
        boolean justPaused = !now.isBefore(allPausedAt) && now.isBefore(allPausedAt.plus(length.dividedBy(4)));
        if (justPaused) {
            return;
        }
        allPausedAt = now;
        engines.paid().forEach(engine -> pause(engine, length));
    }

    private void pause(String engine, Duration length) {
        write(engine, () -> capacity.pause(engine, clock.instant().plus(length)));
    }

    void unwell(ImageEngine engine, Duration length) {
        write(engine.name(), () -> capacity.unwell(engine.name(), clock.instant().plus(length)));
    }

    /** A place that is not given back is free again in its time. What the engine has answered must not be lost over it. */
    private void write(String engine, Runnable change) {
        if (!limited(engine)) {
            return;
        }
        try {
            change.run();
        } catch (RuntimeException e) {
            log.warn("place_not_written", e, "engine", engine);
        }
    }

    private boolean limited(String engine) {
        return engines.limit(engine).isPresent();
    }
}
