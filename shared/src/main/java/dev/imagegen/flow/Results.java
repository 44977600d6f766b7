package dev.imagegen.flow;

import dev.imagegen.contract.Notice;
import dev.imagegen.engine.Delivered;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.Upstream;
import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes durable what an engine has given: the place to ask, the picture, or the asset. */
final class Results {

    private static final Duration FIRST_QUESTION = Duration.ofSeconds(1);
    private static final Duration QUESTION_LOST = Duration.ofMinutes(1);

    private final TaskStore tasks;
    private final JobQueue jobs;
    private final Storing storing;
    private final Placement placement;
    private final Endings endings;
    private final Drawings drawings;
    private final Insistence insistence;
    private final Steps steps;
    private final Clock clock;

    Results(TaskStore tasks, JobQueue jobs, Storing storing, Placement placement, Endings endings, Drawings drawings, Insistence insistence,
            Steps steps, Clock clock) {
        this.tasks = tasks;
        this.jobs = jobs;
        this.storing = storing;
        this.placement = placement;
        this.endings = endings;
        this.drawings = drawings;
        this.insistence = insistence;
        this.steps = steps;
        this.clock = clock;
    }

    /** @param notices what the caller should know, besides what the engine says */
    void take(Hold hold, Progress progress, List<Notice> notices, Copy copy) {
        switch (progress) {
            case Picture picture -> storing.store(hold, noted(picture, notices), copy);
            case Delivered delivered -> {
                steps.past(Step.STORED, hold.task().id());
                Placement.Placed placed = placement.of(hold.task(), delivered.asset());
                List<Notice> all = new ArrayList<>(notices);
                all.addAll(delivered.notices());
                all.addAll(placed.notices());
                Task task = hold.stop();
                endings.complete(task, placed.asset(), drawings.seed(task, delivered.seed()), delivered.microDollars(), all);
                steps.past(Step.ENDED, task.id());
            }
            case Pending(Upstream upstream) -> submitted(hold.stop(), upstream, notices);
        }
    }

    private static Picture noted(Picture picture, List<Notice> notices) {
        List<Notice> all = new ArrayList<>(notices);
        all.addAll(picture.notices());
        return new Picture(picture.bytes(), picture.seed(), picture.microDollars(), all);
    }

    private void submitted(Task task, Upstream upstream, List<Notice> notices) {
        Instant now = clock.instant();
        var state = new TaskState.Submitted(upstream, now.plus(QUESTION_LOST), now.plus(drawings.patience(task)));
        if (insistence.on(() -> tasks.replace(task, task.submitted(state, notices)))) {
            steps.past(Step.SUBMITTED, task.id());
            jobs.send(new Job.Advance(task.id()), task, FIRST_QUESTION);
        }
    }
}
