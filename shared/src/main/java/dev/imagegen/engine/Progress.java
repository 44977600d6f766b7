package dev.imagegen.engine;

/** How far an engine came: the picture, a picture that it stored itself, or a place where to ask for it later. */
public sealed interface Progress permits Picture, Delivered, Pending {}
