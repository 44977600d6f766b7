package dev.imagegen.flow;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Notice;
import dev.imagegen.engine.CallTime;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.Pending;
import dev.imagegen.image.PixelRoom;
import dev.imagegen.task.Task;
import dev.imagegen.time.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Has a picture made: when it is the task's turn at the engine, by one worker, with one call. */
final class Making {

    /** What fetching and storing take of a worker's life, at most. */
    private static final Duration TO_STORE = Duration.ofMinutes(2);
    /** What an answer that has begun may take beyond the budget of its call. */
    private static final Duration ANSWER_LATE = Duration.ofSeconds(30);

    private final Turns turns;
    private final Claims claims;
    private final References references;
    private final Drawings drawings;
    private final EngineCall call;
    private final Results results;
    private final Retries retries;
    private final PixelRoom room;
    private final Steps steps;
    private final LongSupplier ticker;

    /**
     * @param room bounds the pictures that are in memory at once
     * @param ticker nanoseconds from any origin
     */
    Making(Turns turns, Claims claims, References references, Drawings drawings, EngineCall call, Results results,
            Retries retries, PixelRoom room, Steps steps, LongSupplier ticker) {
        this.turns = turns;
        this.claims = claims;
        this.references = references;
        this.drawings = drawings;
        this.call = call;
        this.results = results;
        this.retries = retries;
        this.room = room;
        this.steps = steps;
        this.ticker = ticker;
    }

    /** @param waits how often the task found no room before */
    void begin(Task task, int waits) {
        Stopwatch begun = Stopwatch.started(ticker);
        switch (turns.of(task)) {
            case Turns.Turn.Wait(var at) -> retries.wait(task, waits, at);
            case Turns.Turn.Nowhere() -> retries.refused(task, new ImagegenException(ErrorCode.PROVIDER_FAILED,
                    "No engine of this deployment makes %s any more.".formatted(task.order().model().id())));
            case Turns.Turn.Go go -> claims.take(task).ifPresentOrElse(
                    lease -> work(new Work(lease, go, waits, begun)), () -> notTaken(go.engine(), task));
        }
    }

    /** The place belongs to the worker that has the task now, if one has it: they are told apart by the task alone. */
    private void notTaken(ImageEngine engine, Task task) {
        if (claims.ended(task)) {
            turns.leave(engine.name(), task);
        }
    }

    /** A task in this worker's hands. @param begun when it was handed the message */
    private record Work(Lease lease, Turns.Turn.Go turn, int waits, Stopwatch begun) {

        ImageEngine engine() {
            return turn.engine();
        }
    }

    private void work(Work work) {
        Lease lease = work.lease();
        Task task = lease.task();
        try {
            steps.past(Step.CLAIMED, task.id());
            Optional<Drawing> drawing = drawing(lease, work.engine());
            steps.past(Step.REFERENCES_FETCHED, task.id());
            if (drawing.isPresent()) {
                long pixels = (long) task.order().width() * task.order().height();
                room.with(pixels, () -> callInTime(work, drawing.get()));
            } else {
                turns.leave(work.engine().name(), task);
            }
        } finally {
            lease.stop();
        }
    }

    private Optional<Drawing> drawing(Lease lease, ImageEngine engine) {
        Task task = lease.task();
        try {
            return Optional.of(drawings.of(task, engine.name(), references.fetch(task)));
        } catch (ImagegenException e) {
            retries.afterReferences(lease.stop(), e);
            return Optional.empty();
        }
    }

    private void callInTime(Work work, Drawing drawing) {
        if (outlives(work) && turns.lasts(work.turn(), work.lease().task())) {
            call(work.lease(), work.turn(), drawing);
        } else {
            turns.leave(work.engine().name(), work.lease().task());
            retries.wait(work.lease().stop(), work.waits(), Optional.empty());
        }
    }

    /** A worker that is ended in the middle of a paid call loses the picture: what began too late is left to another one. */
    private boolean outlives(Work work) {
        Duration latest = latestBegin(drawings.budget(work.lease().task()));
        return work.engine().repeatable() || work.begun().elapsed().compareTo(latest) <= 0;
    }

    /** When a call may begin at the latest, from the message on. The longest calls leave as much time before them as after. */
    static Duration latestBegin(Duration budget) {
        Duration left = Generation.WORKER_LIFE.minus(CallTime.longest(budget));
        Duration half = left.dividedBy(2);
        return left.minus(half.compareTo(TO_STORE) < 0 ? half : TO_STORE);
    }

    private void call(Lease lease, Turns.Turn.Go turn, Drawing drawing) {
        ImageEngine engine = turn.engine();
        Optional<EngineCall.Answer> answer;
        try {
            answer = call.make(lease, engine, drawing, patience(lease.task(), engine, drawing));
        } catch (EngineException e) {
            turns.leave(engine.name(), lease.task());
            if (e.failure().unclear() && engine.remembers(drawing)) {
                retries.lookForIt(lease.stop(), e);
            } else {
                retries.after(lease.stop(), engine, e);
            }
            return;
        } catch (ImagegenException e) {
            turns.leave(engine.name(), lease.task());
            retries.refused(lease.stop(), e);
            return;
        }
        boolean stillAtIt = answer.isPresent() && answer.get().progress() instanceof Pending;
        if (!stillAtIt) {
            turns.leave(engine.name(), lease.task());
        }
        answer.ifPresent(got -> {
            List<Notice> all = new ArrayList<>(turn.notices());
            all.addAll(got.notices());
            results.take(lease, got.progress(), all, engine.repeatable() ? Copy.FREE : Copy.ONLY);
        });
    }

    /** An engine that cannot be asked what became of the call is waited for as long as the answer itself may still come. */
    private Duration patience(Task task, ImageEngine engine, Drawing drawing) {
        return engine.remembers(drawing) ? drawings.patience(task) : drawings.budget(task).plus(ANSWER_LATE);
    }
}
