package dev.imagegen.contract;

/** What a request asks for; also the last part of its route. */
public enum Operation implements WireEnum {
    TEXT_TO_IMAGE("text_to_image"),
    IMAGE_TO_IMAGE("image_to_image");

    private final String word;

    Operation(String word) {
        this.word = word;
    }

    @Override
    public String wireName() {
        return word;
    }
}
