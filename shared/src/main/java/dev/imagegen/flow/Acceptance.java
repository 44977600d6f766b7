package dev.imagegen.flow;

import dev.imagegen.access.ApiKey;
import dev.imagegen.catalog.Resolved;
import dev.imagegen.catalog.Resolver;
import dev.imagegen.contract.GenerationRequest;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.RequestReader.Reading;
import dev.imagegen.credits.Budget;
import dev.imagegen.credits.Ledger;
import dev.imagegen.credits.Plan;
import dev.imagegen.credits.Reservation;
import dev.imagegen.log.Log;
import dev.imagegen.task.Ids;
import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.Order;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a request in: after this the task is durable, its credits are reserved and its job is on the way. */
public final class Acceptance {

    /** When a job that no worker took is sent again. */
    static final Duration RESEND_AFTER = Duration.ofMinutes(2);

    private final Resolver resolver;
    private final Recipients recipients;
    private final TaskStore tasks;
    private final JobQueue jobs;
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
            Resolver resolver, Recipients recipients, TaskStore tasks, JobQueue jobs, Ledger ledger, long freeCredits,
            Duration retention, Ids ids, Clock clock, Log log) {
        this.resolver = resolver;
        this.recipients = recipients;
        this.tasks = tasks;
        this.jobs = jobs;
        this.ledger = ledger;
        this.freeCredits = freeCredits;
        this.retention = retention;
        this.ids = ids;
        this.clock = clock;
        this.log = log;
    }

    /** @throws ImagegenException if the catalogue has no such model, nothing can be signed for its client, or the credits do not cover it */
    public Task accept(ApiKey caller, Reading reading, String requestId) {
        ForeignAddresses.check(reading.request(), recipients.rules());
        Resolved resolved = resolver.resolve(reading.request());
        Order order = order(reading.request(), resolved, recipients.of(caller.cloud(), reading.request()));
        Task task = task(caller, reading, resolved, order, requestId);
        tasks.accept(task);
        log.info("task_accepted", "request_id", requestId, "task_id", task.id(), "model", resolved.model().id(),
                "credits", resolved.credits());
        send(task);
        return task;
    }

    private Task task(ApiKey caller, Reading reading, Resolved resolved, Order order, String requestId) {
        Instant now = clock.instant();
        Plan plan = ledger.plan(caller.cloud()).orElseGet(() -> ledger.subscribe(caller.cloud()));
        var budget = new Budget(
                plan.allowance(freeCredits), caller.limits().monthly(), caller.limits().tasksAtOnce(),
                plan instanceof Plan.Paid);
        List<Notice> notices = new ArrayList<>(reading.notices());
        notices.addAll(resolved.notices());
        if (reading.request().notificationUrl().isPresent() && !reading.request().async()) {
            notices.add(Notice.warning(
                    "The 'notification_url' was ignored: it is called for requests with \"async\": true only."));
        }
        return new Task(
                ids.next(),
                caller.cloud(),
                caller.id(),
                requestId,
                order,
                notices,
                new Reservation(YearMonth.from(now.atZone(ZoneOffset.UTC)), resolved.credits(), budget),
                now,
                now.plus(retention),
                0,
                0,
                new TaskState.Queued(now.plus(RESEND_AFTER)));
    }

    private static Order order(GenerationRequest request, Resolved resolved, Optional<URI> told) {
        return new Order(
                request.operation(),
                resolved.model().name(),
                request.prompt(),
                resolved.size().width(),
                resolved.size().height(),
                resolved.format(),
                resolved.seed(),
                request.target(),
                request.references(),
                told);
    }

    /** The task is durable already: a job that cannot be sent now is sent by the sweep. */
    private void send(Task task) {
        try {
            jobs.send(new Job.Advance(task.id()), Duration.ZERO);
        } catch (RuntimeException e) {
            log.warn("job_not_sent", e, "task_id", task.id());
        }
    }
}
