package dev.imagegen.contract;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A generated image.
 *
 * @param width pixels of the stored bytes, measured
 * @param height pixels of the stored bytes, measured
 * @param bytes size of the stored file
 * @param seed empty where the model has none
 */
public record Asset(
        Storage storage,
        ImageFormat format,
        int width,
        int height,
        long bytes,
        ModelName model,
        OptionalLong seed,
        Instant createdAt) {}
