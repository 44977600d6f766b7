package dev.imagegen.asset;

import java.util.Optional;

/**
 * Whose the stored assets are: which key holds which public id, and which one made which asset. The task store writes both, in the
 * transactions that accept and end a task; they outlive the task, as the asset does.
 */
public interface AssetRegistry {

    /** Who holds a public id of a cloud, however its accents are composed; empty if nobody does. */
    Optional<PublicIdHold> holder(String cloud, String publicId);

    /** Who made an asset; empty if it is none of ours. */
    Optional<AssetMaker> maker(String assetId);

    /** True if a key made an asset, or was given it because it had asked for an equal image and for {@code reuse}. */
    boolean isOf(String apiKey, String assetId);

    /** An asset is gone: whoever held its public id holds it no longer. */
    void release(String assetId);

    /** An asset lies under that public id no more, but under another: who held the one holds it no longer, if that was where it lay. */
    void releaseFrom(String assetId, String publicId);
}
