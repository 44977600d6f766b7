package dev.imagegen.asset;

import java.util.Optional;

/**
 * An asset that lies where another one was to be stored.
 *
 * @param version Unix time in seconds of its upload
 * @param taskId the task that says it made it; empty if none does
 */
public record Occupant(String assetId, long version, Optional<String> taskId) {}
