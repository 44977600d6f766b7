package dev.imagegen.contract;

/** The two qualities of a model family. */
public enum Tier implements WireEnum {
    STANDARD("standard"),
    PREMIUM("premium");

    private final String word;

    Tier(String word) {
        this.word = word;
    }

    @Override
    public String wireName() {
        return word;
    }
}
