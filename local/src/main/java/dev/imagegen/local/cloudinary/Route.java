package dev.imagegen.local.cloudinary;

/** The kinds of calls that the emulator serves, and counts. */
public enum Route {
    UPLOAD,
    DESTROY,
    RENAME,
    RESOURCE,
    DOWNLOAD,
    /** Originals, as the delivery network serves them. */
    DELIVERY
}
