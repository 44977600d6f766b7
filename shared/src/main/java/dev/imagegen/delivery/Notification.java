package dev.imagegen.delivery;

import dev.imagegen.task.Task;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is owed to a client: to be told that a task has ended. It is written in the transaction that ends the task, so that none
 * is forgotten, and a try is counted before it is made, so that two workers never make the same one.
 *
 * @param apiKey whose task it was
 * @param url where to
 * @param tries how many were begun
 * @param nextAt when the next one is due; empty when there is none, because one arrived or all failed
 * @param expiresAt when it is forgotten, with its task
 * @param revision grows by one with every write: whoever writes over an older one loses
 */
public record Notification(
        String taskId, String apiKey, URI url, int tries, Optional<Instant> nextAt, Instant expiresAt, long revision) {

    private static final Duration MESSAGE_LOST = Duration.ofMinutes(2);

    /** What a change of a task makes due: something only if the task ends with it and somebody wants to be told. */
    public static Optional<Notification> after(Task before, Task after) {
        boolean ends = !before.state().terminal() && after.state().terminal();
        return ends ? of(after) : Optional.empty();
    }

    /** What is owed to the client of a task that has ended. */
    public static Optional<Notification> of(Task ended) {
        return ended.order().notificationUrl()
                // Due since the task was made, which is at once: the end itself has no time that both stores would agree on.
                .map(url -> new Notification(ended.id(), ended.apiKey(), url, 0, Optional.of(ended.createdAt()), ended.expiresAt(), 0));
    }

    /** When the message that makes the next try is taken for lost. */
    public Optional<Instant> lookAt() {
        return nextAt.map(at -> at.plus(MESSAGE_LOST));
    }

    /** One more try is being made. @param nextAt when the one after it is due, if this one fails; empty if it is the last */
    public Notification begun(Optional<Instant> nextAt) {
        return new Notification(taskId, apiKey, url, tries + 1, nextAt, expiresAt, revision + 1);
    }

    /** It is over: it arrived, or nobody wants it any more. */
    public Notification over() {
        return new Notification(taskId, apiKey, url, tries, Optional.empty(), expiresAt, revision + 1);
    }

    /** It is tried later than the schedule says, as the receiver asks; or at once, as a person asks. */
    public Notification at(Instant time) {
        return new Notification(taskId, apiKey, url, tries, Optional.of(time), expiresAt, revision + 1);
    }
}
