package dev.imagegen.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tasks of a cloud or of a key by the time of their acceptance. A moment stale: the newest ones may not be there yet. */
public interface TaskHistory {

    /** Whose tasks. */
    sealed interface Owner {

        record Cloud(String cloud) implements Owner {}

        record Key(String apiKey) implements Owner {}
    }

    /**
     * A stretch of time.
     *
     * @param from the oldest; empty for the first one ever
     * @param before the end, which is not part of it; empty for now
     * @param beforeTask where a page before ended: only what is older than that task; empty for the first page
     */
    record Stretch(Optional<Instant> from, Optional<Instant> before, Optional<String> beforeTask) {}

    /**
     * Some tasks.
     *
     * @param tasks newest first, as they are now; fewer than were asked for if some were forgotten just now
     * @param next the one after which the next page begins; empty at the end
     */
    record Page(List<Task> tasks, Optional<String> next) {}

    /**
     * Reads one page.
     *
     * @param count 1 to 100
     * @return the newest ones of the stretch
     */
    Page newest(Owner owner, Stretch stretch, int count);
}
