package dev.imagegen.contract;

/** Which model made an asset, as the answer says it. */
public record ModelName(String family, Tier tier, String id) {}
