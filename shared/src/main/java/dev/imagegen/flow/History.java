package dev.imagegen.flow;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.imagegen.contract.Json;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskHistory;
import dev.imagegen.task.TaskHistory.Owner;
import dev.imagegen.task.TaskHistory.Stretch;
import dev.imagegen.task.TaskStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pages of past tasks. A page looks at a bounded number of them, so that one may be short and not the last. */
public final class History {

    private static final int READ_AT_ONCE = 100;
    private static final int LOOKED_AT = 300;
    /** Bytes of prompts as JSON. An answer may have 6 MB, and prompts are what is long. */
    private static final long MOST_BYTES = 3_000_000;

    private final TaskHistory history;
    private final Clock clock;

    public History(TaskHistory history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /**
     * Which tasks.
     *
     * @param cloud the caller's: a key of another cloud has no tasks in it
     * @param status empty for all
     */
    public record Wish(String cloud, Owner owner, Stretch stretch, Optional<TaskStatus> status) {}

    /** @param next the task after which the next page begins; empty if there is none */
    public record Page(List<Task> tasks, Optional<String> next) {}

    /** @param limit 1 to 100 tasks */
    public Page page(Wish wish, int limit) {
        List<Task> found = new ArrayList<>();
        Stretch stretch = wish.stretch();
        long bytes = 0;
        for (int lookedAt = 0; lookedAt < LOOKED_AT;) {
            int count = wish.status().isEmpty() ? limit - found.size() : READ_AT_ONCE;
            TaskHistory.Page read = history.newest(wish.owner(), stretch, count);
            for (Task task : read.tasks()) {
                if (matches(task, wish)) {
                    bytes += Json.bytes(TextNode.valueOf(task.order().prompt())).length;
                    if (!found.isEmpty() && (found.size() == limit || bytes > MOST_BYTES)) {
                        return new Page(found, Optional.of(found.getLast().id()));
                    }
                    found.add(task);
                }
            }
            if (read.next().isEmpty() || found.size() == limit) {
                return new Page(found, read.next());
            }
            lookedAt += count;
            stretch = new Stretch(stretch.from(), stretch.before(), read.next());
        }
        return new Page(found, stretch.beforeTask());
    }

    private boolean matches(Task task, Wish wish) {
        return task.cloud().equals(wish.cloud())
                && !task.forgotten(clock.instant())
                && wish.status().filter(status -> status != TaskStatus.of(task.state())).isEmpty();
    }
}
