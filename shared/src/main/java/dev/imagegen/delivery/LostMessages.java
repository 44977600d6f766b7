package dev.imagegen.delivery;

import dev.imagegen.log.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Looks after notifications whose message was lost, or whose worker died in a try. */
public final class LostMessages {

    private final NotificationStore notifications;
    private final DeliveryMessages messages;
    private final Clock clock;
    private final Log log;

    public LostMessages(NotificationStore notifications, DeliveryMessages messages, Clock clock, Log log) {
        this.notifications = notifications;
        this.messages = messages;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Sends a message for each that is overdue.
     *
     * @param atMost when it stops and leaves the rest to the next sweep
     * @return how many it looked at
     */
    public int sweep(Duration atMost) {
        Instant end = clock.instant().plus(atMost);
        int seen = 0;
        for (String id : notifications.due(clock.instant())) {
            if (!clock.instant().isBefore(end)) {
                log.warn("delivery_sweep_unfinished", null, "seen", seen);
                return seen;
            }
            notifications.find(id).ifPresent(this::sendSafely);
            seen++;
        }
        return seen;
    }

    /** One that cannot be looked after must not keep the others from it. */
    private void sendSafely(Notification notification) {
        try {
            send(notification);
        } catch (RuntimeException e) {
            log.error("delivery_sweep_failed", e, "task_id", notification.taskId());
        }
    }

    private void send(Notification notification) {
        Instant now = clock.instant();
        if (notification.lookAt().filter(at -> !at.isAfter(now)).isEmpty()) {
            return;
        }
        // It is due as of now: so the next sweeps leave it to this message, however many wait before it.
        Notification again = notification.at(now);
        if (notifications.replace(notification, again)) {
            log.warn("delivery_sent_again", null, "task_id", notification.taskId(), "tries", notification.tries());
            messages.send(again, now);
        }
    }
}
