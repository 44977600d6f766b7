package dev.imagegen.webhook;

import dev.imagegen.asset.Moderation;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a notification of Cloudinary tells. Deliveries may repeat, and may come in any order. */
public sealed interface CloudinaryEvent {

    /** One that tells of stored images. It may come before the task that made them knows of them. */
    sealed interface OfAsset extends CloudinaryEvent {}

    /**
     * An image was stored, or an image under the same public id was replaced.
     *
     * @param assetId 32 hex digits that survive a rename and an overwrite
     * @param version Unix time in seconds of the upload
     * @param format as Cloudinary writes it, for example {@code jpg}
     * @param width pixels
     * @param height pixels
     * @param bytes size of the stored file
     * @param type of delivery: upload, private or authenticated
     * @param taskId the task that made it, which our uploads carry in their context; empty for all other uploads
     * @param moderations what they say so far; empty if it is not moderated
     */
    record Uploaded(
            String assetId,
            String publicId,
            long version,
            URI secureUrl,
            String format,
            int width,
            int height,
            long bytes,
            String type,
            Optional<String> taskId,
            List<Moderation> moderations)
            implements OfAsset {

        public Uploaded {
            moderations = List.copyOf(moderations);
        }

        /** When it was stored. */
        public Instant at() {
            return Instant.ofEpochSecond(version);
        }
    }

    /** Assets are gone. */
    record Deleted(List<String> assetIds, Instant at) implements OfAsset {
        public Deleted {
            assetIds = List.copyOf(assetIds);
        }
    }

    /** An asset has another public id, and thereby another address. */
    record Renamed(String assetId, String fromPublicId, String toPublicId, Instant at) implements OfAsset {}

    /** A moderation has said something about an asset. */
    record Moderated(String assetId, Moderation moderation) implements OfAsset {}

    /** A generation of Cloudinary's add-on has ended, well or not: the add-on can be asked. */
    record Generated() implements CloudinaryEvent {}

    /**
     * Images were derived from an asset, or could not be. Tasks have no derived images, so this is for the operator.
     *
     * @param failures in Cloudinary's words, one for each that could not be made
     */
    record Derived(String assetId, List<String> failures) implements CloudinaryEvent {
        public Derived {
            failures = List.copyOf(failures);
        }
    }

    /** Something failed in the store that nobody waited for. @param message in Cloudinary's words, possibly none */
    record Failed(String message) implements CloudinaryEvent {}

    /**
     * Nothing for us: another kind of notification, or one without what its kind needs (an uploaded sound has no size
     * in pixels). A move is one of them: it changes an asset's folder, and no address. It is to be answered as received,
     * or Cloudinary sends it again.
     *
     * @param type the {@code notification_type}; empty text if it had none
     */
    record Other(String type) implements CloudinaryEvent {}
}
