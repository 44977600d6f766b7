package dev.imagegen.flow;

import dev.imagegen.engine.Picture;
import dev.imagegen.log.Log;
import dev.imagegen.spool.Spool;
import dev.imagegen.task.Task;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Writes pictures to the spool, beside their upload, so that the second copy costs no time. */
final class SpoolWriter {

    private final Spool spool;
    private final Insistence insistence;
    private final Executor executor;
    private final Steps steps;
    private final Log log;

    SpoolWriter(Spool spool, Insistence insistence, Executor executor, Steps steps, Log log) {
        this.spool = spool;
        this.insistence = insistence;
        this.executor = executor;
        this.steps = steps;
        this.log = log;
    }

    /** Begins to write the picture of a task. */
    Copying begin(Task task, Picture picture) {
        return new Copying(CompletableFuture.runAsync(() -> keep(task, picture), executor)
                .thenApply(_ -> true)
                .exceptionally(e -> {
                    log.warn("picture_not_spooled", e, "task_id", task.id());
                    return false;
                }));
    }

    /** Writes it; when this returns, it survives everything. */
    void keep(Task task, Picture picture) {
        insistence.on(() -> {
            spool.keep(task.id(), picture, task.expiresAt());
            return true;
        });
        steps.past(Step.SPOOLED, task.id());
    }

    /** One picture on its way into the spool. */
    record Copying(CompletableFuture<Boolean> written) {

        /** One that needs no way: it is there, or it is not to go there. */
        static Copying done(boolean there) {
            return new Copying(CompletableFuture.completedFuture(there));
        }

        /** Waits for it. @return whether the spool has it */
        boolean await() {
            return written.join();
        }
    }
}
