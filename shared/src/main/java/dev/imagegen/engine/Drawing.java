package dev.imagegen.engine;

import dev.imagegen.catalog.ProviderModel;
import dev.imagegen.catalog.ReferenceSizes;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImageSize.Shape;
import dev.imagegen.contract.SizeAsked;
import dev.imagegen.contract.Target;
import dev.imagegen.image.ImageHeader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an engine is to draw: everything is resolved by the catalogue already.
 *
 * @param model our id of the model, for example {@code flux-2-pro}
 * @param providerModel how the provider knows it
 * @param width pixels, as the model makes them
 * @param height pixels, as the model makes them
 * @param shape the same as aspect ratio and tier, for models that take nothing else
 * @param format one that the provider's model offers: it is asked for by that name
 * @param seed empty where the caller gave none, or the model has none
 * @param references the bytes of the reference images, in the caller's order; empty for text to image
 * @param target where it will be stored, for engines that store it themselves
 * @param asked how the size is to be passed on, where it is not known what the model makes of it
 */
public record Drawing(
        String taskId,
        String model,
        ProviderModel providerModel,
        String prompt,
        int width,
        int height,
        Shape shape,
        ImageFormat format,
        OptionalLong seed,
        List<byte[]> references,
        Target target,
        Optional<SizeAsked> asked) {

    public Drawing {
        references = List.copyOf(references);
    }

    /** Of a size that the model is known to make. */
    public Drawing(
            String taskId, String model, ProviderModel providerModel, String prompt, int width, int height, Shape shape,
            ImageFormat format, OptionalLong seed, List<byte[]> references, Target target) {
        this(taskId, model, providerModel, prompt, width, height, shape, format, seed, references, target, Optional.empty());
    }

    /** What it costs by the price book, in millionths of a US dollar, with the reference images as they are. */
    public long microDollars() {
        ReferenceSizes sizes = ReferenceSizes.of(references.stream()
                .map(bytes -> ImageHeader.read(bytes).map(ImageHeader::pixels).orElse(0L)).toList());
        return providerModel.price().microDollars(providerModel.priced(new Pixels(width, height), sizes, prompt));
    }

    /** The same in another size. */
    public Drawing sized(int otherWidth, int otherHeight) {
        return new Drawing(taskId, model, providerModel, prompt, otherWidth, otherHeight, shape, format, seed, references,
                target, asked);
    }
}
