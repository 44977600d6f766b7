package dev.imagegen.asset;

/**
 * Who made a stored asset.
 *
 * @param version Unix time in seconds of the upload: an asset of another version holds another image since
 */
public record AssetMaker(String taskId, String cloud, String apiKey, long version) {}
