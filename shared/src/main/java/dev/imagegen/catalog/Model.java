package dev.imagegen.catalog;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ModelName;
import dev.imagegen.contract.Operation;
import java.util.List;
import java.util.OptionalLong;

/**
 * A row of the catalogue.
 *
 * @param providerModel who makes it, when no add-on and no sandbox does
 * @param formats those that it can give, the one to fall back to first
 * @param maxSeed the largest seed it takes; empty if it takes none
 * @param reportsSeed true if it says which seed it used when none was given
 * @param maxPrompt characters
 * @param maxReferences 0 for text to image
 * @param usualSeconds how long an image usually takes
 * @param quality a rank, 1 to 10, for choosing among models
 * @param goodFor some words for a menu
 */
public record Model(
        ModelName name,
        Operation operation,
        ProviderModel providerModel,
        SizeTable sizes,
        Price price,
        List<ImageFormat> formats,
        OptionalLong maxSeed,
        boolean reportsSeed,
        int maxPrompt,
        int maxReferences,
        int usualSeconds,
        int quality,
        String goodFor) {

    public String id() {
        return name.id();
    }

    /** The price of one image of that size, in credits. @param characters of the prompt */
    public long credits(Pixels size, int references, int characters) {
        return price.credits(sizes.shapeOf(size), size, references, characters);
    }

    /** The seed that an answer reports. @param used the one that the engine says it used */
    public OptionalLong reportedSeed(OptionalLong asked, OptionalLong used) {
        if (maxSeed.isEmpty()) {
            return OptionalLong.empty();
        }
        return asked.isEmpty() && reportsSeed ? used : asked;
    }
}
