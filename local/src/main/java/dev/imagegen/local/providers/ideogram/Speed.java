package dev.imagegen.local.providers.ideogram;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How fast it draws, and what it takes for a picture of any size. */
enum Speed {
    TURBO(30_000),
    DEFAULT(60_000),
    QUALITY(100_000);

    private final long microDollars;

    Speed(long microDollars) {
        this.microDollars = microDollars;
    }

    /** Empty for a word in upper case, too. */
    static Optional<Speed> of(String word) {
        return Arrays.stream(values()).filter(speed -> speed.word().equals(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    long microDollars() {
        return microDollars;
    }
}
