package dev.imagegen.contract;

/** The file formats of the contract. */
public enum ImageFormat implements WireEnum {
    PNG("png"),
    JPEG("jpeg"),
    WEBP("webp");

    private final String word;

    ImageFormat(String word) {
        this.word = word;
    }

    @Override
    public String wireName() {
        return word;
    }

    /** The media type, for example {@code image/png}. */
    public String mediaType() {
        return "image/" + word;
    }

    /** The usual ending of a file's name, without the dot. */
    public String extension() {
        return this == JPEG ? "jpg" : word;
    }
}
