package dev.imagegen.task;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ModelName;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.ReferenceImage;
import dev.imagegen.contract.SizeAsked;
import dev.imagegen.contract.Target;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a task has to make: a request after the catalogue resolved it.
 *
 * @param width pixels, one of the model's sizes; where these are not known, what the caller would have liked
 * @param height likewise
 * @param format one that the model offers
 * @param notificationUrl who is told of the end; empty: nobody
 * @param asked the size as it is passed on; there only where the sizes of the model are not known
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
        Optional<URI> notificationUrl,
        Optional<SizeAsked> asked) {

    public Order {
        references = List.copyOf(references);
    }

    /** Of a size that the model is known to make. */
    public Order(
            Operation operation, ModelName model, String prompt, int width, int height, ImageFormat format, OptionalLong seed,
            Target target, List<ReferenceImage> references, Optional<URI> notificationUrl) {
        this(operation, model, prompt, width, height, format, seed, target, references, notificationUrl, Optional.empty());
    }
}
