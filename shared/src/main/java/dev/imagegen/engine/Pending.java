package dev.imagegen.engine;

/** The upstream took it, and is still at it. */
public record Pending(Upstream upstream) implements Progress {}
