package dev.imagegen.task;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ModelName;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.ReferenceImage;
import dev.imagegen.contract.Target;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a task has to make: a request after the catalogue resolved it.
 *
 * @param width pixels, one of the model's sizes
 * @param height pixels, one of the model's sizes
 * @param format one that the model offers
 * @param notificationUrl who is told of the end; empty: nobody
 */
public record Order(
        Operation operation,
        ModelName model,
        String prompt,
        int width,
        int height,
        ImageFormat format,
        OptionalLong seed,
        Target target,
        List<ReferenceImage> references,
        Optional<URI> notificationUrl) {

    public Order {
        references = List.copyOf(references);
    }
}
