package dev.imagegen.task;

import dev.imagegen.credits.CreditsExhaustedException;
import java.time.Instant;
import java.util.Optional;

/** Where tasks are kept. Every change is one conditional write. */
public interface TaskStore {

    /**
     * Writes a new task and reserves its credits, both or neither.
     *
     * @throws CreditsExhaustedException if the month's credits do not cover it
     */
    void accept(Task task);

    /** The task as it is now, by a strongly consistent read. */
    Optional<Task> find(String id);

    /**
     * Replaces {@code before} by {@code after}, if nobody wrote in between. If {@code after} has ended and {@code before} has
     * not, the credits are settled in the same write, and what is owed to the client ({@code delivery.Notification}) is noted.
     *
     * @return false if somebody was faster; then nothing was changed
     */
    boolean replace(Task before, Task after);

    /** The ids of tasks that are due, longest first, read page by page. A moment stale: look before you change one. */
    Iterable<String> due(Instant now);

    /** The task that made an asset. */
    Optional<Task> ofAsset(String assetId);
}
