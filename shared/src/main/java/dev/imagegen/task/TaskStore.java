package dev.imagegen.task;

import dev.imagegen.asset.PublicIdClaim;
import dev.imagegen.asset.PublicIdTakenException;
import dev.imagegen.credits.CreditsExhaustedException;
import java.time.Instant;
import java.util.Optional;

/** Where tasks are kept. Every change is one conditional write. */
public interface TaskStore {

    /**
     * Writes a new task and reserves its credits, both or neither. One that has ended already reserves nothing, and what is owed to
     * its client is noted.
     *
     * @param once unless a request came before under the same key whose task is kept still; both are remembered together, and end
     *     together
     * @param claim the public id that it holds from now on, if nobody else does
     * @return what came before under the key; then nothing was written
     * @throws PublicIdTakenException if somebody else holds the public id
     * @throws CreditsExhaustedException if the month's credits do not cover it
     */
    Optional<Once.Taken> accept(Task task, Optional<Once> once, Optional<PublicIdClaim> claim);

    /** The same for a request that is another one each time, and claims nothing. */
    default void accept(Task task) {
        accept(task, Optional.empty(), Optional.empty());
    }

    /** The same for one that claims nothing. */
    default Optional<Once.Taken> accept(Task task, Once once) {
        return accept(task, Optional.of(once), Optional.empty());
    }

    /** The request that came before under the same key; empty if none did, or the time of its task is over. */
    Optional<Once.Taken> taken(Once once);

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

    /** The task that completed last, of those with that likeness. Whether its image is still what it was, it says itself. */
    Optional<Task> like(Likeness likeness);
}
