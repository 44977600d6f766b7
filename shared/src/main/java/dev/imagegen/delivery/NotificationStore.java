package dev.imagegen.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is owed to clients, and what was tried. The task store writes the first version, when a task ends. */
public interface NotificationStore {

    Optional<Notification> find(String taskId);

    /** Replaces {@code before} by {@code after}, if nobody wrote in between. @return false if somebody did */
    boolean replace(Notification before, Notification after);

    /** Adds to the delivery log of a task; a number that is there already is written over. @param until when it may be forgotten */
    void log(String taskId, Attempt attempt, Instant until);

    /** The delivery log of a task, the first try first. */
    List<Attempt> attempts(String taskId);

    /**
     * The ids of tasks whose notification is overdue, because its message was lost ({@link Notification#lookAt}): the longest
     * first, read page by page. A moment stale.
     */
    Iterable<String> due(Instant now);
}
