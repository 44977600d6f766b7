package dev.imagegen.flow;

import dev.imagegen.asset.StoreException;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.asset.Upload;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Picture;
import dev.imagegen.image.Conversion;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.log.Log;
import dev.imagegen.spool.Spool;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Brings pictures into the asset store. Whatever it does not take stays in the spool until it does. */
final class Storing {

    /** Its first quarter and the longest time between two tries of a picture: the next refusal comes before it is over. */
    private static final Duration NOT_LET_IN = Duration.ofMinutes(8);

    private final GuardedUploads uploads;
    private final Spool spool;
    private final Endings endings;
    private final Drawings drawings;
    private final Turns turns;
    private final Insistence insistence;
    private final SpoolThreads threads;
    private final Postponement postponement;
    private final Steps steps;
    private final Duration temporaryLife;
    private final Clock clock;
    private final Log log;

    /** @param temporaryLife how long a temporary asset can be fetched */
    Storing(GuardedUploads uploads, Spool spool, Endings endings, Drawings drawings, Turns turns, Insistence insistence,
            SpoolThreads threads, Postponement postponement, Steps steps, Duration temporaryLife, Clock clock, Log log) {
        this.uploads = uploads;
        this.spool = spool;
        this.endings = endings;
        this.drawings = drawings;
        this.turns = turns;
        this.insistence = insistence;
        this.threads = threads;
        this.postponement = postponement;
        this.steps = steps;
        this.temporaryLife = temporaryLife;
        this.clock = clock;
        this.log = log;
    }

    /** A picture on its way into the store. @param spooled waits for its copy in the spool; false if there is none */
    private record Parcel(Hold hold, Picture picture, byte[] bytes, Copy copy, BooleanSupplier spooled) {

        Task task() {
            return hold.task();
        }

        boolean isJpeg() {
            return ImageHeader.read(bytes).filter(header -> header.format() == ImageFormat.JPEG).isPresent();
        }
    }

    /** Stores it, and ends the task with it; the only copy goes to the spool at the same time. */
    void store(Hold hold, Picture picture, Copy copy) {
        Optional<ImageHeader> header = ImageHeader.read(picture.bytes());
        if (header.isEmpty()) {
            endings.fail(hold.stop(), new PublicError(
                    ErrorCode.PROVIDER_FAILED, "The provider's answer holds no image."), copy.paid());
            return;
        }
        Task task = hold.task();
        SpoolThreads.Spooling spooling = switch (copy) {
            case ONLY -> threads.begin(() -> keep(task, picture));
            case SPOOLED -> SpoolThreads.Spooling.done(true);
            case FREE, AT_PROVIDER -> SpoolThreads.Spooling.done(false);
        };
        try {
            byte[] bytes = Conversion.to(task.order().format(), header.get(), picture.bytes());
            deliver(new Parcel(hold, picture, bytes, copy, spooling::await));
        } finally {
            spooling.await();
        }
    }

    /** Tries again with what is in the spool. */
    void again(Task task, TaskState.Generated generated) {
        Optional<Picture> picture = spool.find(task.id());
        if (picture.isEmpty()) {
            log.error("spool_empty", null, "task_id", task.id());
            endings.fail(task, new PublicError(ErrorCode.STORE_FAILED, "The image could not be stored."), generated.paid());
            return;
        }
        store(Hold.of(task), picture.get(), generated.paid() ? Copy.SPOOLED : Copy.FREE);
    }

    private void keep(Task task, Picture picture) {
        insistence.on(() -> {
            spool.keep(task.id(), picture, task.expiresAt());
            return true;
        });
        steps.past(Step.SPOOLED, task.id());
    }

    private void deliver(Parcel parcel) {
        Target target = parcel.task().order().target();
        try {
            upload(parcel, target, List.of());
        } catch (StoreException e) {
            // A key that may not write just there is refused as one that is wrong everywhere: that shows at another place.
            boolean elsewhere = !e.passing() && (parcel.copy().paid() || e.occupant().isPresent())
                    && target instanceof Target.Managed && !target.equals(Target.DEFAULT);
            if (elsewhere) {
                deliverElsewhere(parcel, e);
            } else {
                refused(parcel, e);
            }
        }
    }

    /** The caller's place for it is refused, or somebody else's image lies there: it is kept all the same. */
    private void deliverElsewhere(Parcel parcel, StoreException cause) {
        try {
            upload(parcel, Target.DEFAULT, List.of(Placement.notice(cause.error().message())));
        } catch (StoreException e) {
            refused(parcel, e);
        }
    }

    private void refused(Parcel parcel, StoreException e) {
        log.warn("image_not_stored", e, "request_id", parcel.task().requestId(), "task_id", parcel.task().id());
        if (worthWaiting(parcel, e)) {
            later(parcel);
        } else if (parcel.copy().paid() && !parcel.isJpeg()) {
            deliverSmaller(parcel, e);
        } else {
            endings.fail(parcel.hold().stop(), e.error(), parcel.copy().paid());
        }
    }

    /**
     * What was paid for waits for the operator, too: the secret may have been rotated a minute ago. Until it is right, no more
     * is paid for that could not be delivered. What cost nothing was tried at one place only, and says nothing about the others.
     */
    private boolean worthWaiting(Parcel parcel, StoreException e) {
        if (!e.operators()) {
            return e.passing();
        }
        Alarms.ring(log, parcel.task(), e);
        if (parcel.copy().paid()) {
            turns.pauseAll(NOT_LET_IN);
        }
        return parcel.copy().paid();
    }

    /** Most likely the file is too large for the store's plan: as JPEG it is a fraction, and better than lost. */
    private void deliverSmaller(Parcel parcel, StoreException cause) {
        byte[] jpeg = Conversion.to(
                ImageFormat.JPEG, ImageHeader.read(parcel.bytes()).orElseThrow(), parcel.bytes());
        Parcel smaller = new Parcel(parcel.hold(), parcel.picture(), jpeg, parcel.copy(), parcel.spooled());
        Target target = parcel.task().order().target();
        try {
            upload(smaller, target instanceof Target.Temporary ? target : Target.DEFAULT, List.of(Notice.warning(
                    "The store refused the file, so the image was stored as jpeg. " + cause.error().message())));
        } catch (StoreException e) {
            log.warn("image_not_stored", e, "request_id", parcel.task().requestId(), "task_id", parcel.task().id());
            if (worthWaiting(parcel, e)) {
                later(parcel);
            } else {
                endings.fail(parcel.hold().stop(), cause.error(), true);
            }
        }
    }

    private void upload(Parcel parcel, Target target, List<Notice> more) {
        Task task = parcel.task();
        // Whole seconds, as the signed address has them: it must not end before the answer says so.
        Instant expiresAt = clock.instant().plus(temporaryLife).truncatedTo(ChronoUnit.SECONDS);
        ImageHeader header = ImageHeader.read(parcel.bytes()).orElseThrow();
        StoredAsset stored = stored(task, new Upload(task.id(), parcel.bytes(), header.format(), target, expiresAt));
        steps.past(Step.STORED, task.id());
        List<Notice> notices = new ArrayList<>(parcel.picture().notices());
        notices.addAll(more);
        Picture picture = parcel.picture();
        endings.complete(
                parcel.hold().stop(), stored, drawings.seed(task, picture.seed()), picture.microDollars(), notices);
        steps.past(Step.ENDED, task.id());
    }

    /** A mistake of ours says nothing about the picture: it waits like for a store that is down. */
    private StoredAsset stored(Task task, Upload upload) {
        try {
            return uploads.store(task, upload);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StoreException(true, "The image could not be stored.", e);
        }
    }

    private void later(Parcel parcel) {
        if (!parcel.spooled().getAsBoolean()) {
            keep(parcel.task(), parcel.picture());
        }
        postponement.of(parcel.hold().stop(), parcel.copy().paid());
    }
}
