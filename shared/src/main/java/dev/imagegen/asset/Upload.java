package dev.imagegen.asset;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Target;
import java.time.Instant;

/**
 * Bytes on their way into the store.
 *
 * @param format what they are, or are to become
 * @param foreign true if they are an image of some other format, which the store makes one of {@code format}
 * @param expiresAt for a temporary target: when its address stops working; not used otherwise
 * @param overwrite false to leave alone what another task stored under the public id
 */
public record Upload(
        String taskId, byte[] bytes, ImageFormat format, boolean foreign, Target target, Instant expiresAt, boolean overwrite) {

    /** One that replaces whatever has its public id. */
    public Upload(String taskId, byte[] bytes, ImageFormat format, Target target, Instant expiresAt) {
        this(taskId, bytes, format, false, target, expiresAt, true);
    }

    /** The same that replaces what has its public id, or leaves it alone. */
    public Upload overwriting(boolean replaces) {
        return new Upload(taskId, bytes, format, foreign, target, expiresAt, replaces);
    }

    /** The media type of the bytes. */
    public String mediaType() {
        return foreign ? "application/octet-stream" : format.mediaType();
    }
}
