package dev.imagegen.asset.transformation;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a layer lies.
 *
 * @param gravity never auto; empty for the middle
 * @param x pixels inwards from the edge that the gravity names
 * @param y as {@code x}
 * @param noOverflow true if what hangs over an edge is cut off; else the canvas grows
 */
public record Placement(Optional<Gravity> gravity, OptionalInt x, OptionalInt y, boolean noOverflow) {}
