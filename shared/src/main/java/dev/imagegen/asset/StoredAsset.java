package dev.imagegen.asset;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Storage;

/**
 * An asset as the store measured it.
 *
 * @param assetId the store's own id, kept for temporary assets too, so that they can be deleted
 */
public record StoredAsset(
        String assetId, Storage storage, ImageFormat format, int width, int height, long bytes) {}
