package dev.imagegen.contract;

/** What the service is to favour when it picks the model. */
public enum Preference implements WireEnum {
    BALANCED("balanced", false),
    QUALITY("quality", false),
    ECONOMY("economy", false),
    BALANCED_FAST("balanced_fast", true),
    QUALITY_FAST("quality_fast", true),
    ECONOMY_FAST("economy_fast", true);

    private final String word;
    private final boolean fast;

    Preference(String word, boolean fast) {
        this.word = word;
        this.fast = fast;
    }

    @Override
    public String wireName() {
        return word;
    }

    /** True if models that usually need more than about 30 seconds are left out. */
    public boolean fast() {
        return fast;
    }
}
