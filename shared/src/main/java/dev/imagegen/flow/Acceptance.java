package dev.imagegen.flow;

import dev.imagegen.access.ApiKey;
import dev.imagegen.asset.PublicIdClaim;
import dev.imagegen.asset.PublicIdTakenException;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.RequestReader.Reading;
import dev.imagegen.credits.Budget;
import dev.imagegen.credits.Ledger;
import dev.imagegen.credits.Plan;
import dev.imagegen.credits.Reservation;
import dev.imagegen.delivery.DeliveryMessages;
import dev.imagegen.delivery.Notification;
import dev.imagegen.log.Log;
import dev.imagegen.task.Ids;
import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.Once;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Takes requests in: after this the task is durable, its credits are reserved and its job is on the way. A request whose image is
 * there already becomes a task that has ended.
 */
public final class Acceptance {

    /** When a job that no worker took is sent again. */
    static final Duration RESEND_AFTER = Duration.ofMinutes(2);

    /** Of two requests for one public id one is first, and the other has to look again. */
    private static final int TRIES = 10;

    private final Drafts drafts;
    private final TaskStore tasks;
    private final Repeats repeats;
    private final JobQueue jobs;
    private final DeliveryMessages messages;
    private final Ledger ledger;
    private final long freeCredits;
    private final Duration retention;
    private final Ids ids;
    private final Clock clock;
    private final Log log;

    /**
     * @param freeCredits of a calendar month, on the free plan
     * @param retention how long a task can be read
     */
    public Acceptance(
            Drafts drafts, TaskStore tasks, JobQueue jobs, DeliveryMessages messages, Ledger ledger, long freeCredits,
            Duration retention, Ids ids, Clock clock, Log log) {
        this.drafts = drafts;
        this.tasks = tasks;
        this.repeats = new Repeats(tasks);
        this.jobs = jobs;
        this.messages = messages;
        this.ledger = ledger;
        this.freeCredits = freeCredits;
        this.retention = retention;
        this.ids = ids;
        this.clock = clock;
        this.log = log;
    }

    /** As {@link #accept(ApiKey, Reading, Optional, String)}, for a request that is another one each time that it comes. */
    public Task accept(ApiKey caller, Reading reading, String requestId) {
        return accept(caller, reading, Optional.empty(), requestId).task();
    }

    /**
     * Takes a request in, or finds what became of it when it came before.
     *
     * @param once what it is known by; empty if it is another one each time
     * @throws ImagegenException if the catalogue has no such model, nothing can be signed for its client, somebody holds its
     *     public id, or the credits do not cover it; nothing is remembered then
     */
    public Accepted accept(ApiKey caller, Reading reading, Optional<Once> once, String requestId) {
        Optional<Once.Taken> before = once.flatMap(tasks::taken);
        Optional<Task> known = before.flatMap(first -> repeats.task(once.orElseThrow(), first));
        if (known.isPresent()) {
            return replayed(known.get(), requestId);
        }
        return acceptNew(caller, reading, before.map(first -> once.orElseThrow().inPlaceOf(first)).or(() -> once), requestId);
    }

    private Accepted acceptNew(ApiKey caller, Reading reading, Optional<Once> once, String requestId) {
        for (int tries = 1; ; tries++) {
            try {
                return acceptDraft(caller, drafts.of(caller, reading), once, requestId);
            } catch (PublicIdTakenException e) {
                // By this very request, which came twice at the same time; or since it was looked at.
                Optional<Task> same = once.flatMap(key -> tasks.taken(key).flatMap(first -> repeats.task(key, first)));
                if (same.isPresent()) {
                    return replayed(same.get(), requestId);
                }
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private Accepted acceptDraft(ApiKey caller, Draft draft, Optional<Once> once, String requestId) {
        Task task = task(caller, draft, requestId);
        Optional<Once.Taken> first = write(task, once, draft.claim());
        if (first.isPresent()) {
            return replayed(repeats.task(once.orElseThrow(), first.get()).orElseThrow(), requestId);
        }
        log.info("task_accepted", "request_id", requestId, "task_id", task.id(), "model", task.order().model().id(),
                "credits", draft.credits());
        send(task);
        return new Accepted(task, false);
    }

    private Accepted replayed(Task task, String requestId) {
        log.info("request_replayed", "request_id", requestId, "task_id", task.id());
        return new Accepted(task, true);
    }

    private Optional<Once.Taken> write(Task task, Optional<Once> once, Optional<PublicIdClaim> claim) {
        try {
            return tasks.accept(task, once, claim);
        } catch (ImagegenException e) {
            throw e;
        } catch (RuntimeException e) {
            // It may be written all the same. Who is told otherwise sends it again, and pays for two images.
            if (tasks.find(task.id()).isEmpty()) {
                throw e;
            }
            log.warn("acceptance_not_confirmed", e, "task_id", task.id());
            return Optional.empty();
        }
    }

    private Task task(ApiKey caller, Draft draft, String requestId) {
        Instant now = clock.instant();
        Plan plan = ledger.plan(caller.cloud()).orElseGet(() -> ledger.subscribe(caller.cloud()));
        var budget = new Budget(
                plan.allowance(freeCredits), caller.limits().monthly(), caller.limits().tasksAtOnce(),
                plan instanceof Plan.Paid);
        return new Task(
                ids.next(),
                caller.cloud(),
                caller.id(),
                requestId,
                draft.order(),
                draft.notices(),
                new Reservation(YearMonth.from(now.atZone(ZoneOffset.UTC)), draft.credits(), budget),
                now,
                now.plus(retention),
                caller.assets(),
                0,
                0,
                draft.made().<TaskState>map(Reuse::of).orElseGet(() -> new TaskState.Queued(now.plus(RESEND_AFTER))));
    }

    private void send(Task task) {
        if (task.state().terminal()) {
            Notification.of(task).ifPresent(owed -> messages.send(owed, clock.instant()));
        } else {
            sendJob(task);
        }
    }

    /** The task is durable already: a job that cannot be sent now is sent by the sweep. */
    private void sendJob(Task task) {
        try {
            jobs.send(new Job.Advance(task.id()), task, Duration.ZERO);
        } catch (RuntimeException e) {
            log.warn("job_not_sent", e, "task_id", task.id());
        }
    }
}
