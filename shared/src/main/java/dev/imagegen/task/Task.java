package dev.imagegen.task;

import dev.imagegen.asset.AssetRights;
import dev.imagegen.contract.Notice;
import dev.imagegen.credits.Reservation;
import dev.imagegen.credits.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One accepted request, as it was last seen in the table.
 *
 * @param id 32 hex digits: time, then randomness
 * @param apiKey whose it is
 * @param expiresAt when it is forgotten
 * @param rights of its key to assets, as they were when it was accepted
 * @param attempt how often a worker took it
 * @param revision grows by one with every write: whoever writes over an older one loses
 * @param repeatedCalls how many calls were made again though they may have run: each is possible spend, however it ends
 */
public record Task(
        String id,
        String cloud,
        String apiKey,
        String requestId,
        Order order,
        List<Notice> notices,
        Reservation reservation,
        Instant createdAt,
        Instant expiresAt,
        AssetRights rights,
        int attempt,
        long revision,
        int repeatedCalls,
        TaskState state) {

    /** One of the root key. */
    public Task(String id, String cloud, String apiKey, String requestId, Order order, List<Notice> notices,
            Reservation reservation, Instant createdAt, Instant expiresAt, int attempt, long revision, TaskState state) {
        this(id, cloud, apiKey, requestId, order, notices, reservation, createdAt, expiresAt, AssetRights.ALL, attempt, revision,
                state);
    }

    public Task {
        notices = List.copyOf(notices);
    }

    /** One of which no call was made again. */
    public Task(String id, String cloud, String apiKey, String requestId, Order order, List<Notice> notices,
            Reservation reservation, Instant createdAt, Instant expiresAt, AssetRights rights, int attempt, long revision,
            TaskState state) {
        this(id, cloud, apiKey, requestId, order, notices, reservation, createdAt, expiresAt, rights, attempt, revision, 0,
                state);
    }

    /** A worker takes it, until {@code leaseUntil}. Queued, or left behind by a worker whose lease is over. */
    public Task claimed(String owner, Instant now, Instant leaseUntil) {
        boolean free = switch (state) {
            case TaskState.Queued _ -> true;
            case TaskState.Running running -> !running.leaseUntil().isAfter(now);
            case TaskState.Submitted _, TaskState.Generated _, TaskState.Completed _, TaskState.Failed _ -> false;
        };
        require(free);
        return changed(attempt + 1, new TaskState.Running(owner, leaseUntil, Optional.empty()));
    }

    /** Its worker lives and goes on. */
    public Task renewed(Instant leaseUntil) {
        if (state instanceof TaskState.Running running) {
            return changed(attempt, new TaskState.Running(running.owner(), leaseUntil, running.calling()));
        }
        throw illegal();
    }

    /** Its worker is about to make a call that may cost money. */
    public Task calling(TaskState.Calling call) {
        if (state instanceof TaskState.Running running) {
            return changed(attempt, new TaskState.Running(running.owner(), running.leaseUntil(), Optional.of(call)));
        }
        throw illegal();
    }

    /** Goes back into the queue: nothing was paid, or drawing again is free. */
    public Task requeued(Instant resendAt) {
        require(state instanceof TaskState.Queued || state instanceof TaskState.Running);
        return changed(attempt, new TaskState.Queued(resendAt));
    }

    /** Goes back into the queue though its call may have run: it is made once more, and this one is possible spend. */
    public Task requeuedAfterUnclearCall(Instant resendAt) {
        require(state instanceof TaskState.Running);
        return new Task(id, cloud, apiKey, requestId, order, notices, reservation, createdAt, expiresAt, rights, attempt,
                revision + 1, repeatedCalls + 1, new TaskState.Queued(resendAt));
    }

    /** The upstream took it, or is asked again later. @param more what the caller should know */
    public Task submitted(TaskState.Submitted submitted, List<Notice> more) {
        require(state instanceof TaskState.Running || state instanceof TaskState.Submitted);
        return noted(more, submitted);
    }

    /** The bytes are there and wait for the store. */
    public Task generated(TaskState.Generated generated) {
        require(state instanceof TaskState.Running || state instanceof TaskState.Submitted
                || state instanceof TaskState.Generated);
        return changed(attempt, generated);
    }

    /** Ends with an asset. @param more what the caller should know about it */
    public Task completed(TaskState.Completed completed, List<Notice> more) {
        require(!state.terminal());
        return noted(more, completed);
    }

    /** Ends without one. */
    public Task failed(TaskState.Failed failed) {
        require(!state.terminal());
        return changed(attempt, failed);
    }

    /** The store told something about the asset of an ended task: it was renamed, is gone, was judged. */
    public Task amended(TaskState.Completed completed) {
        require(state instanceof TaskState.Completed);
        return changed(attempt, completed);
    }

    /** What becomes of the reserved credits when {@code before} changes to this; empty unless the task ends with it. */
    public Optional<Settlement> settlementAfter(Task before) {
        if (before.state.terminal()) {
            return Optional.empty();
        }
        return switch (state) {
            case TaskState.Completed completed -> Optional.of(Settlement.paid(reservation, completed.credits(), repeatedCalls));
            case TaskState.Failed failed ->
                Optional.of(Settlement.refunded(reservation, repeatedCalls + (failed.maybeBilled() ? 1 : 0)));
            case TaskState.Queued _, TaskState.Running _, TaskState.Submitted _, TaskState.Generated _ -> Optional.empty();
        };
    }

    public boolean forgotten(Instant now) {
        return !expiresAt.isAfter(now);
    }

    /** How long it is old. */
    public Duration age(Instant now) {
        return Duration.between(createdAt, now);
    }

    private Task changed(int attempts, TaskState next) {
        return new Task(id, cloud, apiKey, requestId, order, notices, reservation, createdAt, expiresAt, rights, attempts,
                revision + 1, repeatedCalls, next);
    }

    private Task noted(List<Notice> more, TaskState next) {
        List<Notice> all = Stream.concat(notices.stream(), more.stream()).toList();
        return new Task(id, cloud, apiKey, requestId, order, all, reservation, createdAt, expiresAt, rights, attempt, revision + 1,
                repeatedCalls, next);
    }

    private void require(boolean legal) {
        if (!legal) {
            throw illegal();
        }
    }

    private IllegalStateException illegal() {
        return new IllegalStateException(
                "Task " + id + " is " + state.getClass().getSimpleName() + ": it cannot change that way");
    }
}
