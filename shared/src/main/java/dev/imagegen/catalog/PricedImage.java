package dev.imagegen.catalog;

import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImageSize.Shape;

/**
 * All that the price of an image depends on.
 *
 * @param shape the one of the model's that stands for {@code size}
 * @param promptBytes how long the prompt is in UTF-8
 */
public record PricedImage(Pixels size, Shape shape, ReferenceSizes references, int promptBytes) {}
