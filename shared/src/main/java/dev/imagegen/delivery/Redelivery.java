package dev.imagegen.delivery;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.task.Task;
import java.time.Clock;

/** Tells a client again of an ended task, because a person asks for it: at once, whatever came of the tries before. */
public final class Redelivery {

    /** A worker and the sweep write too, each of them once per try: more than that is no coincidence. */
    private static final int MOST_WRITES = 10;

    private final NotificationStore notifications;
    private final DeliveryMessages messages;
    private final Clock clock;

    public Redelivery(NotificationStore notifications, DeliveryMessages messages, Clock clock) {
        this.notifications = notifications;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * Makes the next try due now, and sends it on its way. If it fails, the schedule goes on where it was.
     *
     * @return what is owed now
     * @throws ImagegenException a 409 if the task has not ended, a 404 if nobody is to be told of it
     */
    public Notification again(Task task) {
        if (!task.state().terminal()) {
            throw new ImagegenException(ErrorCode.TASK_NOT_ENDED,
                    "The task has not ended: its client is told by itself when it has.");
        }
        Notification due = due(task.id());
        messages.send(due, clock.instant());
        return due;
    }

    private Notification due(String taskId) {
        for (int i = 0; i < MOST_WRITES; i++) {
            Notification before = notifications.find(taskId).orElseThrow(() -> new ImagegenException(
                    ErrorCode.NOTIFICATION_NOT_FOUND, "There is nobody to tell of this task: no 'notification_url' was named."));
            Notification after = before.at(clock.instant());
            if (notifications.replace(before, after)) {
                return after;
            }
        }
        throw new IllegalStateException("The notification of task " + taskId + " changes all the time");
    }
}
