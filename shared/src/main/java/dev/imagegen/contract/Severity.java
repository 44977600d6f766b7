package dev.imagegen.contract;

/** How much a notice matters. */
public enum Severity implements WireEnum {
    INFO("info"),
    WARNING("warning"),
    /** The request was not served. */
    BLOCKING("blocking");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    @Override
    public String wireName() {
        return word;
    }
}
