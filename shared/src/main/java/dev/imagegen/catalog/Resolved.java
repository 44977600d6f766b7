package dev.imagegen.catalog;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Notice;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a request comes to: one model, one size, one price.
 *
 * @param seed within what the model takes; empty where none was given or it takes none
 * @param credits the price of this very image
 * @param notices what was adjusted, in words for the caller
 */
public record Resolved(
        Model model, Pixels size, ImageFormat format, OptionalLong seed, long credits, List<Notice> notices) {

    public Resolved {
        notices = List.copyOf(notices);
    }
}
