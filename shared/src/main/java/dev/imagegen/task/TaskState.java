package dev.imagegen.task;

import dev.imagegen.contract.Asset;
import dev.imagegen.contract.PublicError;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** What is durably known of a task, and when somebody has to look after it. */
public sealed interface TaskState {

    /** When the sweep has to look at the task; empty if never. */
    Optional<Instant> dueAt();

    /** True if the task has ended: its credits are settled, and it never changes to another state. */
    default boolean terminal() {
        return false;
    }

    /** Accepted. @param resendAt when the job is taken for lost and sent again */
    record Queued(Instant resendAt) implements TaskState {
        @Override
        public Optional<Instant> dueAt() {
            return Optional.of(resendAt);
        }
    }

    /** A worker has it. @param leaseUntil when the worker is taken for dead */
    record Running(String owner, Instant leaseUntil) implements TaskState {
        @Override
        public Optional<Instant> dueAt() {
            return Optional.of(leaseUntil);
        }
    }

    /** An upstream has it. @param askAt where to ask for it; @param overdueAt when it is taken for lost */
    record Submitted(String engine, String upstreamId, URI askAt, Instant overdueAt) implements TaskState {
        @Override
        public Optional<Instant> dueAt() {
            return Optional.of(overdueAt);
        }
    }

    /** It is drawn and not stored yet. @param bytesAt where the bytes are; @param storeAt when to store them again */
    record Generated(URI bytesAt, Instant storeAt) implements TaskState {
        @Override
        public Optional<Instant> dueAt() {
            return Optional.of(storeAt);
        }
    }

    /**
     * The asset is stored.
     *
     * @param assetId the store's id, of a temporary asset too
     * @param credits what it cost
     * @param assetGone when the asset was deleted, by its owner or because its time was over
     */
    record Completed(Asset asset, String assetId, long credits, Optional<Instant> deleteAt, Optional<Instant> assetGone)
            implements TaskState {
        @Override
        public Optional<Instant> dueAt() {
            return deleteAt;
        }

        @Override
        public boolean terminal() {
            return true;
        }
    }

    /** There is no image, and nothing was charged. */
    record Failed(PublicError error) implements TaskState {
        @Override
        public Optional<Instant> dueAt() {
            return Optional.empty();
        }

        @Override
        public boolean terminal() {
            return true;
        }
    }
}
