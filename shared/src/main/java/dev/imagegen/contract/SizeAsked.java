package dev.imagegen.contract;

import java.util.Optional;

/**
 * A size that is passed on as the caller asked for it, because nobody here knows what the model makes of it.
 *
 * @param size empty if the caller left it to the model
 */
public record SizeAsked(Optional<ImageSize> size) {}
