package dev.imagegen.catalog;

import java.util.OptionalLong;

/**
 * What a model makes of seeds.
 *
 * @param most the largest that it takes; empty if it takes none
 * @param reported true if it says which seed it used when none was given
 */
public record Seeds(OptionalLong most, boolean reported) {

    /** The seed to use for a wish: folded into what the model takes; empty where it takes none. */
    public OptionalLong used(OptionalLong wish) {
        return most.isPresent() && wish.isPresent()
                ? OptionalLong.of(wish.getAsLong() <= most.getAsLong() ? wish.getAsLong() : wish.getAsLong() % (most.getAsLong() + 1))
                : OptionalLong.empty();
    }

    /** The seed that an answer reports. @param used the one that the engine says it used */
    public OptionalLong told(OptionalLong asked, OptionalLong used) {
        if (most.isEmpty()) {
            return OptionalLong.empty();
        }
        return asked.isEmpty() && reported ? used : asked;
    }
}
