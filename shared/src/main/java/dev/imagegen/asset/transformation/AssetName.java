package dev.imagegen.asset.transformation;

import java.util.OptionalLong;

/** How a request names an asset. */
public sealed interface AssetName {

    /** By the store's name of it. @param version Unix time of its upload; empty for whatever is there */
    record ByPublicId(String publicId, OptionalLong version) implements AssetName {}

    /** By the id that its generation answered. */
    record ByAssetId(String assetId) implements AssetName {}
}
