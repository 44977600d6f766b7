package dev.imagegen.flow;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.PublicError;
import dev.imagegen.credits.UsageMark;
import dev.imagegen.engine.Picture;
import dev.imagegen.image.AnyImage;
import dev.imagegen.log.Log;
import dev.imagegen.spool.Spool;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskState.StoreDelay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings pictures into the asset store. What was paid for and is not taken, for whatever reason, stays in the spool until it is. */
final class Storing {

    private final UploadChain chain;
    private final Spool spool;
    private final SpoolWriter writer;
    private final Endings endings;
    private final Drawings drawings;
    private final Postponement postponement;
    private final StoreTrouble trouble;
    private final Steps steps;
    private final Log log;

    Storing(UploadChain chain, Spool spool, SpoolWriter writer, Endings endings, Drawings drawings, Postponement postponement,
            StoreTrouble trouble, Steps steps, Log log) {
        this.chain = chain;
        this.spool = spool;
        this.writer = writer;
        this.endings = endings;
        this.drawings = drawings;
        this.postponement = postponement;
        this.trouble = trouble;
        this.steps = steps;
        this.log = log;
    }

    /** A picture on its way into the store. */
    private record Parcel(Hold hold, Picture picture, Copy copy, SpoolWriter.Copying copying) {}

    /** Stores it, and ends the task with it; the only copy goes to the spool at the same time. */
    void store(Hold hold, Picture picture, Copy copy) {
        if (!AnyImage.isImage(picture.bytes())) {
            endings.fail(hold.stop(), new PublicError(
                    ErrorCode.PROVIDER_FAILED, "The provider's answer holds no image."), copy.paid());
            return;
        }
        Task task = hold.task();
        SpoolWriter.Copying copying = switch (copy) {
            case ONLY -> writer.begin(task, picture);
            case SPOOLED -> SpoolWriter.Copying.done(true);
            case FREE, AT_PROVIDER -> SpoolWriter.Copying.done(false);
        };
        try {
            Parcel parcel = new Parcel(hold, picture, copy, copying);
            switch (chain.store(task, picture.bytes(), copy.paid())) {
                case UploadChain.Stored stored -> end(parcel, stored);
                case UploadChain.NotStored why -> notStored(parcel, why);
            }
        } finally {
            copying.await();
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

    private void end(Parcel parcel, UploadChain.Stored stored) {
        Picture picture = parcel.picture();
        String id = parcel.hold().task().id();
        steps.past(Step.STORED, id);
        List<Notice> notices = new ArrayList<>(picture.notices());
        notices.addAll(stored.notices());
        Task task = parcel.hold().stop();
        endings.complete(task, stored.asset(), drawings.seed(task, picture.seed()), picture.microDollars(), notices);
        steps.past(Step.ENDED, id);
    }

    /** What cost nothing waits for a store that is down, and ends with the reason of one that refuses it: it can be made again. */
    private void notStored(Parcel parcel, UploadChain.NotStored why) {
        Task task = parcel.hold().task();
        log.warn("image_not_stored", why.cause(), "request_id", task.requestId(), "task_id", task.id());
        if (parcel.copy().paid()) {
            waitPaid(parcel, why);
        } else if (why.cause().passing()) {
            wait(parcel, why, Optional.empty());
        } else {
            if (why.cause().operators()) {
                trouble.tell(task, why.cause());
            }
            endings.fail(parcel.hold().stop(), why.cause().error(), false);
        }
    }

    private void waitPaid(Parcel parcel, UploadChain.NotStored why) {
        Task task = parcel.hold().task();
        Optional<UsageMark> before = refusedBefore(task);
        Optional<UsageMark> since = !why.everyWay() || before.isPresent() ? before : trouble.mark(task);
        trouble.report(task, why, since, before.isEmpty());
        wait(parcel, why, since);
    }

    private static Optional<UsageMark> refusedBefore(Task task) {
        return task.state() instanceof TaskState.Generated generated
                ? generated.delay().flatMap(StoreDelay::since)
                : Optional.empty();
    }

    private void wait(Parcel parcel, UploadChain.NotStored why, Optional<UsageMark> since) {
        if (!parcel.copying().await()) {
            writer.keep(parcel.hold().task(), parcel.picture());
        }
        postponement.of(parcel.hold().stop(), parcel.copy().paid(), new StoreDelay(why.cause().error().message(), since));
    }
}
