package dev.imagegen.catalog;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.SizeAsked;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a request comes to: one model, one size, one price.
 *
 * @param size for a model whose sizes are not known what it would be if the model made exactly that
 * @param asked there for such a model
 * @param seed within what the model takes; empty where none was given or it takes none
 * @param credits the price of this very image
 * @param notices what was adjusted, in words for the caller
 */
public record Resolved(
        Model model, Pixels size, Optional<SizeAsked> asked, ImageFormat format, OptionalLong seed, long credits, List<Notice> notices) {

    public Resolved {
        notices = List.copyOf(notices);
    }
}
