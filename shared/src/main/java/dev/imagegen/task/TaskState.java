package dev.imagegen.task;

import dev.imagegen.contract.Asset;
import dev.imagegen.contract.PublicError;
import dev.imagegen.engine.Upstream;
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

    /**
     * A worker has it.
     *
     * @param leaseUntil when the worker is taken for dead
     * @param calling the call that it is about to make, or has made: from here on the image may be paid for
     */
    record Running(String owner, Instant leaseUntil, Optional<Calling> calling) implements TaskState {
        @Override
        public Optional<Instant> dueAt() {
            return Optional.of(leaseUntil);
        }
    }

    /** A call of an engine. @param until when its answer can be taken for lost */
    record Calling(String engine, Instant until) {}

    /**
     * An upstream has it.
     *
     * @param lookAt when the message that asks for it is taken for lost
     * @param overdueAt when the picture is taken for lost
     */
    record Submitted(Upstream upstream, Instant lookAt, Instant overdueAt) implements TaskState {
        @Override
        public Optional<Instant> dueAt() {
            return Optional.of(lookAt);
        }
    }

    /**
     * It is drawn, lies in the spool and is not stored yet.
     *
     * @param paid whether the operator may have paid for it
     * @param lookAt when the message that stores it is taken for lost
     */
    record Generated(boolean paid, Instant lookAt) implements TaskState {
        @Override
        public Optional<Instant> dueAt() {
            return Optional.of(lookAt);
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

    /** There is no image, and nothing was charged. @param maybeBilled true if a provider may bill the operator all the same */
    record Failed(PublicError error, boolean maybeBilled) implements TaskState {
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
