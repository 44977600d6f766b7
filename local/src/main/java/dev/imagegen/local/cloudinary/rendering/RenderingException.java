package dev.imagegen.local.cloudinary.rendering;

/** A transformation that is unknown, wrong or too large. The message says which part. */
public final class RenderingException extends RuntimeException {

    public RenderingException(String message) {
        super(message);
    }
}
