package dev.imagegen.delivery;

import dev.imagegen.log.Log;
import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** The messages that make the tries. They wait in a queue of their own, so that no generation waits behind a slow receiver. */
public final class DeliveryMessages {

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    private final JobQueue queue;
    private final Log log;

    /** @param queue the one of notifications */
    public DeliveryMessages(JobQueue queue, Log log) {
        this.queue = queue;
        this.log = log;
    }

    /**
     * Sends the one for the next try of a notification that is not over. It comes when that is due, or in a quarter of an hour if
     * it is due later: then it is sent again. A queue that fails is no error: the sweep finds the notification.
     */
    public void send(Notification notification, Instant now) {
        Duration rest = Duration.between(now, notification.nextAt().orElseThrow());
        Duration delay = rest.isNegative() ? Duration.ZERO : rest.compareTo(LONGEST_DELAY) < 0 ? rest : LONGEST_DELAY;
        try {
            queue.send(new Job.Deliver(notification.taskId(), OptionalInt.of(notification.tries())),
                    Optional.of(notification.apiKey()), delay);
        } catch (RuntimeException e) {
            log.warn("delivery_not_sent", e, "task_id", notification.taskId());
        }
    }
}
