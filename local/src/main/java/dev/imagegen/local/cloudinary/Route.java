package dev.imagegen.local.cloudinary;

/** The kinds of calls that the emulator serves, and counts. */
public enum Route {
    UPLOAD,
    DESTROY,
    RENAME,
    RESOURCE,
    /** Orders of images. */
    GENERATE,
    /** Questions for the state of an order. */
    GENERATION_TASK,
    /** Temporary images, where the generation put them. */
    TEMPORARY,
    DOWNLOAD,
    /** Originals and what is made of them, as the delivery network serves them. */
    DELIVERY
}
