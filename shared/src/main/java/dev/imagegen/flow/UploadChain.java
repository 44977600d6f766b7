package dev.imagegen.flow;

import dev.imagegen.asset.StoreException;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.asset.Upload;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Target;
import dev.imagegen.image.Conversion;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.task.Order;
import dev.imagegen.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ways in which the store may take an image: as it was ordered; else, if it was paid for, under a public id of its own; else
 * as jpeg, which is a fraction for a plan that takes no larger files.
 */
final class UploadChain {

    /** A store that fails over one image for so long is taken for one that refuses it. */
    private static final Duration TIRED = Duration.ofDays(1);

    private final GuardedUploads uploads;
    private final Duration temporaryLife;
    private final Clock clock;

    /** @param temporaryLife how long a temporary asset can be fetched */
    UploadChain(GuardedUploads uploads, Duration temporaryLife, Clock clock) {
        this.uploads = uploads;
        this.temporaryLife = temporaryLife;
        this.clock = clock;
    }

    sealed interface Outcome {}

    /** @param notices what the caller should know about the way that was taken */
    record Stored(StoredAsset asset, List<Notice> notices) implements Outcome {}

    /**
     * No way was taken.
     *
     * @param cause of the last one that was tried
     * @param everyWay true if the store refused the image in each way that an image can be stored
     */
    record NotStored(StoreException cause, boolean everyWay) implements Outcome {}

    /** @param otherwise what is said if the next way is taken */
    private record Way(Target target, ImageFormat format, String otherwise) {}

    /**
     * Tries one way after the other, until the store takes it, fails itself, or does not let us in.
     *
     * @param made in any format: it is stored in the one that was ordered, if that can be had; what cannot be decoded here, the
     *     store converts
     * @param paid false if it can be made again for nothing: then there is one way only, but for a place that is another's already
     */
    Outcome store(Task task, byte[] made, boolean paid) {
        List<Notice> notices = new ArrayList<>();
        boolean tired = paid && task.age(clock.instant()).compareTo(TIRED) > 0;
        for (var ways = ways(task.order(), paid).iterator(); ; ) {
            Way way = ways.next();
            try {
                return new Stored(uploads.store(task, upload(task, way, made)), notices);
            } catch (RuntimeException e) {
                StoreException cause = storeException(e);
                boolean sayNothingOfOthers = cause.passing() && !tired || cause.operators() && !isNamed(way.target());
                boolean last = !ways.hasNext() || !paid && cause.occupant().isEmpty();
                if (sayNothingOfOthers || last) {
                    return new NotStored(cause, !sayNothingOfOthers && !cause.passing() && way.target() instanceof Target.Managed);
                }
                notices.add(Notice.warning(way.otherwise() + cause.error().message()));
            }
        }
    }

    private static List<Way> ways(Order order, boolean paid) {
        Target ordered = order.target();
        Target own = ordered instanceof Target.Temporary ? ordered : Target.DEFAULT;
        List<Way> ways = new ArrayList<>();
        if (isNamed(ordered)) {
            ways.add(new Way(ordered, order.format(), Placement.ELSEWHERE));
        }
        ways.add(new Way(own, order.format(), "The store refused the file, so the image was stored as jpeg. "));
        if (paid && order.format() != ImageFormat.JPEG) {
            ways.add(new Way(own, ImageFormat.JPEG, ""));
        }
        return ways;
    }

    /** A key that may not write just there is refused as one that is wrong everywhere: that shows at another place. */
    private static boolean isNamed(Target target) {
        return target instanceof Target.Managed && !target.equals(Target.DEFAULT);
    }

    private Upload upload(Task task, Way way, byte[] made) {
        Optional<ImageHeader> header = ImageHeader.read(made);
        byte[] sent = header.map(known -> Conversion.to(way.format(), known, made)).orElse(made);
        ImageFormat format = ImageHeader.read(sent).map(ImageHeader::format).orElse(way.format());
        // Whole seconds, as the signed address has them: it must not end before the answer says so.
        Instant expiresAt = clock.instant().plus(temporaryLife).truncatedTo(ChronoUnit.SECONDS);
        return new Upload(task.id(), sent, format, header.isEmpty(), way.target(), expiresAt, true);
    }

    /** A mistake of ours says nothing about the picture: it waits like for a store that is down. */
    private static StoreException storeException(RuntimeException e) {
        return e instanceof StoreException store ? store : new StoreException(true, "The image could not be stored.", e);
    }
}
