package dev.imagegen.engine.http;

/** Where the image of an answer is. */
public sealed interface ImageSource {

    /** In the answer itself. */
    record Bytes(byte[] bytes) implements ImageSource {}

    /** At an address, as the provider wrote it. */
    record Address(String text) implements ImageSource {}
}
