package dev.imagegen.flow;

import dev.imagegen.log.Log;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Writes to the spool beside the upload, so that the second copy costs no time. */
final class SpoolThreads {

    private final Executor executor;
    private final Log log;

    SpoolThreads(Executor executor, Log log) {
        this.executor = executor;
        this.log = log;
    }

    Spooling begin(Runnable keep) {
        return new Spooling(CompletableFuture.runAsync(keep, executor).thenApply(_ -> true).exceptionally(e -> {
            log.warn("picture_not_spooled", e);
            return false;
        }));
    }

    /** One picture on its way into the spool. */
    record Spooling(CompletableFuture<Boolean> writing) {

        /** One that needs no way: it is there, or it is not to go there. */
        static Spooling done(boolean there) {
            return new Spooling(CompletableFuture.completedFuture(there));
        }

        /** Waits for it. @return whether the spool has it */
        boolean await() {
            return writing.join();
        }
    }
}
