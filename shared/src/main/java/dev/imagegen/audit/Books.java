package dev.imagegen.audit;

import dev.imagegen.task.Task;
import java.util.Map;

/**
 * Everything that the audit reads, page by page and strongly consistent: what was written before a page is read is in it. Both
 * read the whole table.
 */
public interface Books {

    /** The numbers of an account as they are kept. */
    record Entry(Account account, Map<Figure, Long> figures) {
        public Entry {
            figures = Map.copyOf(figures);
        }
    }

    /** Of all accounts. */
    Iterable<Entry> entries();

    /** All tasks that are not forgotten. The audit reads them twice. */
    Iterable<Task> tasks();
}
