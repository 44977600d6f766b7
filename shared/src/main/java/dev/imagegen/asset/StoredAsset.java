package dev.imagegen.asset;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Storage;
import java.util.List;

/**
 * An asset as the store measured it.
 *
 * @param assetId the store's own id, kept for temporary assets too, so that they can be deleted
 * @param moderations what they said when it was stored; empty if nothing is moderated
 */
public record StoredAsset(
        String assetId, Storage storage, ImageFormat format, int width, int height, long bytes,
        List<Moderation> moderations) {

    public StoredAsset {
        moderations = List.copyOf(moderations);
    }

    /** One that is not moderated. */
    public StoredAsset(String assetId, Storage storage, ImageFormat format, int width, int height, long bytes) {
        this(assetId, storage, format, width, height, bytes, List.of());
    }
}
