package dev.imagegen.task;

import dev.imagegen.contract.Asset;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.PublicError;
import dev.imagegen.credits.UsageMark;
import dev.imagegen.engine.Upstream;
import java.time.Instant;
import java.util.Optional;

/** What is durably known of a task, and when somebody has to look after it. */
public sealed interface TaskState {

    /** When the sweep has to look at the task; empty if never. */
    Optional<Instant> dueAt();

    /** Why the caller gets no image; empty if there is one, or may be. */
    default Optional<PublicError> failure() {
        return Optional.empty();
    }

    /** When the task ended, by the clock of the worker that ended it; empty if it has not. */
    default Optional<Instant> endedAt() {
        return Optional.empty();
    }

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
     * @param delay why the store does not have it yet; empty in tasks that were written when nobody noted it
     */
    record Generated(boolean paid, Instant lookAt, Optional<StoreDelay> delay) implements TaskState {

        public Generated(boolean paid, Instant lookAt) {
            this(paid, lookAt, Optional.empty());
        }

        @Override
        public Optional<Instant> dueAt() {
            return Optional.of(lookAt);
        }
    }

    /**
     * The store did not take an image.
     *
     * @param reason its last one, a sentence for the client
     * @param since what its cloud had used when the store refused the image first
     */
    record StoreDelay(String reason, Optional<UsageMark> since) {}

    /**
     * The asset is stored.
     *
     * @param assetId the store's id, of a temporary asset too
     * @param credits what it cost
     * @param assetGone when the asset was deleted, by its owner or because its time was over
     * @param news what the store told about it since
     */
    record Completed(
            Asset asset, String assetId, long credits, Optional<Instant> deleteAt, Optional<Instant> assetGone,
            StoreNews news) implements TaskState {

        private static final PublicError REJECTED = new PublicError(ErrorCode.CONTENT_REFUSED,
                "The image was made and charged, and the moderation of the asset store has rejected it.");

        /** Nothing was told about it yet. */
        public Completed(
                Asset asset, String assetId, long credits, Optional<Instant> deleteAt, Optional<Instant> assetGone) {
            this(asset, assetId, credits, deleteAt, assetGone, StoreNews.NONE);
        }

        /** The asset is deleted; the first time stays. */
        public Completed gone(Instant at) {
            return new Completed(asset, assetId, credits, Optional.empty(), assetGone.or(() -> Optional.of(at)), news);
        }

        /** Its asset is somewhere else. */
        public Completed at(Asset moved, StoreNews told) {
            return new Completed(moved, assetId, credits, deleteAt, assetGone, told);
        }

        /** More was told about it. */
        public Completed told(StoreNews told) {
            return at(asset, told);
        }

        @Override
        public Optional<Instant> endedAt() {
            return Optional.of(asset.createdAt());
        }

        /** An image that a moderation rejected is none for the caller. It was made: what it cost stays paid. */
        @Override
        public Optional<PublicError> failure() {
            return news.rejected() ? Optional.of(REJECTED) : Optional.empty();
        }

        @Override
        public Optional<Instant> dueAt() {
            return deleteAt;
        }

        @Override
        public boolean terminal() {
            return true;
        }
    }

    /**
     * There is no image, and nothing was charged.
     *
     * @param maybeBilled true if a provider may bill the operator all the same
     */
    record Failed(PublicError error, boolean maybeBilled, Instant at) implements TaskState {
        @Override
        public Optional<Instant> endedAt() {
            return Optional.of(at);
        }

        @Override
        public Optional<PublicError> failure() {
            return Optional.of(error);
        }

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
