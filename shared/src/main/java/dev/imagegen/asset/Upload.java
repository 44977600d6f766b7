package dev.imagegen.asset;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Target;
import java.time.Instant;

/**
 * Bytes on their way into the store.
 *
 * @param expiresAt for a temporary target: when its address stops working; not used otherwise
 */
public record Upload(String taskId, byte[] bytes, ImageFormat format, Target target, Instant expiresAt) {}
