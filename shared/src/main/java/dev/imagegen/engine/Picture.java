package dev.imagegen.engine;

import java.util.OptionalLong;

/**
 * What an engine drew.
 *
 * @param seed the one that was used; empty where the model has none
 */
public record Picture(byte[] bytes, OptionalLong seed) {}
