package dev.imagegen.asset.transformation;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * An asset of the store that is public.
 *
 * @param version empty for whatever is there
 * @param size empty if it is not known here
 */
public record Source(String publicId, OptionalLong version, Optional<Size> size) {}
