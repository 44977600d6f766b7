package dev.imagegen.catalog;

import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ModelName;
import dev.imagegen.contract.Operation;

/**
 * A row of the catalogue: a model as callers name it.
 *
 * @param providerModel what makes it, with its sizes, formats, seeds and price
 * @param maxReferences 0 for text to image
 * @param usualSeconds how long an image usually takes
 * @param quality a rank, 1 to 10, for choosing among models
 * @param goodFor some words for a menu
 */
public record Model(
        ModelName name,
        Operation operation,
        ProviderModel providerModel,
        int maxReferences,
        int usualSeconds,
        int quality,
        String goodFor) {

    public String id() {
        return name.id();
    }

    public SizeTable sizes() {
        return providerModel.sizes();
    }

    public Seeds seeds() {
        return providerModel.seeds();
    }

    /** The price of one image, in credits: as much as it can come to, where the references are not known yet. */
    public long credits(Pixels size, ReferenceSizes references, String prompt) {
        return providerModel.price().credits(providerModel.priced(size, references, prompt));
    }
}
