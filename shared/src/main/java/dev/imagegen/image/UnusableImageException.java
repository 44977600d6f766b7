package dev.imagegen.image;

/** Bytes of somebody else are no image that can be decoded, or a larger one than is allowed. */
public final class UnusableImageException extends RuntimeException {

    /** @param predicate the rest of a sentence that starts with the image, for example {@code is no PNG} */
    public UnusableImageException(String predicate, Throwable cause) {
        super(predicate, cause);
    }

    public UnusableImageException(String predicate) {
        this(predicate, null);
    }
}
