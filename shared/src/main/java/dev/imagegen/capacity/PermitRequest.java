package dev.imagegen.capacity;

import java.time.Instant;

/**
 * A task asks for a permit of an engine.
 *
 * @param apiKey whose task it is
 * @param until when the permit is free again, if it is not given back before
 */
public record PermitRequest(String engine, Limit limit, String taskId, String apiKey, Instant now, Instant until) {}
