package dev.imagegen.delivery;

import dev.imagegen.contract.Limits;
import dev.imagegen.log.Log;
import dev.imagegen.net.PostOutcome;
import dev.imagegen.net.RetryAfter;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells clients, one try for each message that comes when one is due.
 *
 * <p>A try is counted before it is made, and written down after it. Whoever dies in between costs that try: the sweep finds the
 * notification when the next one is overdue.
 */
public final class Deliveries {

    /** Longer than a try takes: when the one after it is due if nobody says how it went. */
    private static final Duration LONGEST_TRY = Duration.ofSeconds(30);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(24);

    private final NotificationStore notifications;
    private final TaskStore tasks;
    private final WebhookSettingsStore settings;
    private final Function<Task, Limits> quota;
    private final Receiver receiver;
    private final DeliveryMessages messages;
    private final Clock clock;
    private final Log log;

    /** @param quota as answers about a task show it */
    public Deliveries(NotificationStore notifications, TaskStore tasks, WebhookSettingsStore settings,
            Function<Task, Limits> quota, Receiver receiver, DeliveryMessages messages, Clock clock, Log log) {
        this.notifications = notifications;
        this.tasks = tasks;
        this.settings = settings;
        this.quota = quota;
        this.receiver = receiver;
        this.messages = messages;
        this.clock = clock;
        this.log = log;
    }

    /** Makes the try that is due; sends the message again if none is yet. Any number of messages make each try once. */
    public void run(Job.Deliver job) {
        Optional<Notification> open = notifications.find(job.taskId())
                .filter(n -> n.nextAt().isPresent())
                .filter(n -> job.tries().isEmpty() || job.tries().getAsInt() == n.tries());
        if (open.isEmpty()) {
            log.info("delivery_ignored", "task_id", job.taskId());
            return;
        }
        Notification notification = open.get();
        Instant now = clock.instant();
        if (notification.nextAt().orElseThrow().isAfter(now)) {
            messages.send(notification, now);
        } else {
            begin(notification, now);
        }
    }

    private void begin(Notification due, Instant now) {
        Optional<Task> task = tasks.find(due.taskId()).filter(t -> !t.forgotten(now));
        if (task.isEmpty()) {
            log.warn("delivery_of_forgotten_task", null, "task_id", due.taskId());
            notifications.replace(due, due.over());
            return;
        }
        byte[] body = TaskMessage.of(task.get(), quota.apply(task.get()));
        WebhookSettings signing = settings.of(task.get().cloud());
        Notification begun = due.begun(DeliverySchedule.after(due.tries() + 1).map(p -> now.plus(LONGEST_TRY).plus(p)));
        if (notifications.replace(due, begun)) {
            attempt(begun, signing, body);
        } else {
            log.info("delivery_begun_elsewhere", "task_id", due.taskId());
        }
    }

    private void attempt(Notification begun, WebhookSettings signing, byte[] body) {
        Instant at = clock.instant();
        PostOutcome outcome = signing.secrets().isEmpty()
                ? PostOutcome.failed("the cloud has no signing secret")
                : receiver.post(begun.url(), SignedHeaders.of(signing, begun.taskId(), body, at), body);
        Instant end = clock.instant();
        Duration took = Duration.between(at, end);
        log.info("delivery_tried", "task_id", begun.taskId(), "tries", begun.tries(), "ms", took.toMillis(), "reason", outcome.reason());
        notifications.log(begun.taskId(),
                new Attempt(begun.tries(), at, took, outcome.status(), outcome.reason()), begun.expiresAt());
        if (begun.nextAt().isEmpty()) {
            log.info(outcome.delivered() ? "notification_delivered" : "notification_given_up", "task_id", begun.taskId());
        } else if (outcome.delivered() || outcome.gone()) {
            write(begun, begun.over());
        } else {
            DeliverySchedule.after(begun.tries()).ifPresent(pause -> later(begun, end, pause, outcome));
        }
    }

    private void later(Notification begun, Instant end, Duration scheduled, PostOutcome outcome) {
        Duration asked = outcome.retryAfter().flatMap(value -> RetryAfter.read(value, end))
                .map(wish -> shorter(wish, LONGEST_RETRY_AFTER))
                .orElse(Duration.ZERO);
        Notification later = begun.at(end.plus(asked.compareTo(scheduled) > 0 ? asked : scheduled));
        if (write(begun, later)) {
            messages.send(later, end);
        }
    }

    /** Somebody who was faster, because a person asked for another try, has sent a message too: it goes on with that one. */
    private boolean write(Notification before, Notification after) {
        boolean won = notifications.replace(before, after);
        if (!won) {
            log.info("delivery_overtaken", "task_id", before.taskId());
        }
        return won;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
