package dev.imagegen.engine;

import dev.imagegen.contract.ImageFormat;
import java.util.List;
import java.util.OptionalLong;

/**
 * What an engine is to draw: everything is resolved by the catalogue already.
 *
 * @param model our id of the model, for example {@code flux-2-pro}
 * @param width pixels, as the model makes them
 * @param height pixels, as the model makes them
 * @param format one that the model offers
 * @param seed empty where the caller gave none, or the model has none
 * @param references the bytes of the reference images, in the caller's order
 */
public record Drawing(
        String taskId,
        String model,
        String prompt,
        int width,
        int height,
        ImageFormat format,
        OptionalLong seed,
        List<byte[]> references) {

    public Drawing {
        references = List.copyOf(references);
    }
}
