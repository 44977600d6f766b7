package dev.imagegen.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a notification of Cloudinary tells. Deliveries may repeat, and may come in any order. */
public sealed interface CloudinaryEvent {

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
            Instant createdAt)
            implements CloudinaryEvent {}

    /** Assets are gone. */
    record Deleted(List<String> assetIds) implements CloudinaryEvent {
        public Deleted {
            assetIds = List.copyOf(assetIds);
        }
    }

    /** An asset has another public id, and thereby another address. */
    record Renamed(String assetId, String fromPublicId, String toPublicId) implements CloudinaryEvent {}

    /** A generation of Cloudinary's add-on has ended, well or not: the add-on can be asked. */
    record Generated() implements CloudinaryEvent {}

    /**
     * Nothing for us: another kind of notification, or one without what its kind needs (an uploaded sound has no size
     * in pixels). It is to be answered as received, or Cloudinary sends it again.
     *
     * @param type the {@code notification_type}; empty text if it had none
     */
    record Other(String type) implements CloudinaryEvent {}
}
