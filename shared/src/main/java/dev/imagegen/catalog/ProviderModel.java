package dev.imagegen.catalog;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A model as its provider knows it, with all that it takes and gives. Providers retire their models at short notice, so all of it
 * is data, and can be configured.
 *
 * @param provider bfl, recraft, openai, gemini or ideogram
 * @param name the provider's own name of it
 * @param quality the provider's word for its quality or speed; empty if the provider has none
 * @param budget how long one image may take in all, from its submission
 * @param formats those that it can give, the one to fall back to first
 * @param maxPrompt characters
 * @param successor what to use when the provider has retired it
 */
public record ProviderModel(
        String provider,
        String name,
        Optional<String> quality,
        Duration budget,
        SizeTable sizes,
        Price price,
        List<ImageFormat> formats,
        Seeds seeds,
        int maxPrompt,
        Optional<ProviderModel> successor) {

    public ProviderModel {
        formats = List.copyOf(formats);
    }

    /** The format that comes when {@code wish} is asked for. */
    public ImageFormat format(ImageFormat wish) {
        return formats.contains(wish) ? wish : formats.getFirst();
    }

    /** What the price of an image of that size depends on. */
    public PricedImage priced(Pixels size, ReferenceSizes references, String prompt) {
        return new PricedImage(size, sizes.shapeOf(size), references, prompt.getBytes(StandardCharsets.UTF_8).length);
    }
}
