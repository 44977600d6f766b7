package dev.imagegen.flow;

import dev.imagegen.asset.PublicIdClaim;
import dev.imagegen.task.Likeness;
import dev.imagegen.task.Once;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskStore;
import java.time.Instant;
import java.util.Optional;

/** A table whose first reads fail. */
final class FailingReads implements TaskStore {

    private final TaskStore table;
    private int failures;

    FailingReads(TaskStore table, int failures) {
        this.table = table;
        this.failures = failures;
    }

    @Override
    public Optional<Task> find(String id) {
        if (failures-- > 0) {
            throw new IllegalStateException("The table does not answer");
        }
        return table.find(id);
    }

    @Override
    public Optional<Once.Taken> accept(Task task, Optional<Once> once, Optional<PublicIdClaim> claim) {
        return table.accept(task, once, claim);
    }

    @Override
    public Optional<Once.Taken> taken(Once once) {
        return table.taken(once);
    }

    @Override
    public Optional<Task> like(Likeness likeness) {
        return table.like(likeness);
    }

    @Override
    public boolean replace(Task before, Task after) {
        return table.replace(before, after);
    }

    @Override
    public Iterable<String> due(Instant now) {
        return table.due(now);
    }

    @Override
    public Optional<Task> ofAsset(String assetId) {
        return table.ofAsset(assetId);
    }
}
