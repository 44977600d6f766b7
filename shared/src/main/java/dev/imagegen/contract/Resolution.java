package dev.imagegen.contract;

import java.util.Arrays;
import java.util.Comparator;

/** Tiers of size, measured on the longest edge. */
public enum Resolution implements WireEnum {
    HALF_K("0.5K", 512),
    ONE_K("1K", 1024),
    TWO_K("2K", 2048),
    FOUR_K("4K", 4096);

    private final String word;
    private final int longestEdge;

    Resolution(String word, int longestEdge) {
        this.word = word;
        this.longestEdge = longestEdge;
    }

    @Override
    public String wireName() {
        return word;
    }

    /** The tier of a size. */
    static Resolution nearest(ImageSize.Pixels size) {
        double edge = Math.max(size.width(), size.height());
        return Arrays.stream(values())
                .min(Comparator.comparingDouble(r -> Math.abs(Math.log(edge / r.longestEdge()))))
                .orElseThrow();
    }

    /** Pixels, roughly: each model has its own closest size. */
    public int longestEdge() {
        return longestEdge;
    }
}
