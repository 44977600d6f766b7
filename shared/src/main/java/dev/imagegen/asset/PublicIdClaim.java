package dev.imagegen.asset;

import java.util.Optional;

/**
 * A public id that a task is to hold from its acceptance on.
 *
 * @param givesWay the task of the hold that was there, is no longer good, and gives way; empty if there was none
 */
public record PublicIdClaim(String cloud, String publicId, Optional<String> givesWay) {}
