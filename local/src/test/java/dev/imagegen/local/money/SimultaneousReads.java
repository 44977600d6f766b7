package dev.imagegen.local.money;

import dev.imagegen.asset.PublicIdClaim;
import dev.imagegen.task.Likeness;
import dev.imagegen.task.Once;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskStore;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A store where so many read a task before any of them can write it: the worst of races, each time. */
final class SimultaneousReads implements TaskStore {

    private final TaskStore tasks;
    private final CyclicBarrier allHaveRead;
    /** Who lost a task looks at it once more, alone. */
    private final ThreadLocal<Boolean> lost = ThreadLocal.withInitial(() -> false);

    /** @param readers as many threads as there are: with fewer of them nobody goes on */
    SimultaneousReads(TaskStore tasks, int readers) {
        this.tasks = tasks;
        this.allHaveRead = new CyclicBarrier(readers);
    }

    @Override
    public Optional<Task> find(String id) {
        Optional<Task> found = tasks.find(id);
        if (lost.get()) {
            lost.set(false);
            return found;
        }
        try {
            allHaveRead.await(5, TimeUnit.MINUTES);
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was stopped", e);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("The others did not come", e);
        }
    }

    @Override
    public Optional<Once.Taken> accept(Task task, Optional<Once> once, Optional<PublicIdClaim> claim) {
        return tasks.accept(task, once, claim);
    }

    @Override
    public Optional<Once.Taken> taken(Once once) {
        return tasks.taken(once);
    }

    @Override
    public Optional<Task> like(Likeness likeness) {
        return tasks.like(likeness);
    }

    @Override
    public boolean replace(Task before, Task after) {
        boolean replaced = tasks.replace(before, after);
        lost.set(!replaced && after.attempt() > before.attempt());
        return replaced;
    }

    @Override
    public Iterable<String> due(Instant now) {
        return tasks.due(now);
    }

    @Override
    public Optional<Task> ofAsset(String assetId) {
        return tasks.ofAsset(assetId);
    }
}
