package dev.imagegen.local.providers.openai;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How carefully a picture is made. */
enum Quality {
    LOW(16),
    MEDIUM(48),
    HIGH(96);

    private final int weight;

    Quality(int weight) {
        this.weight = weight;
    }

    /** In the formula of the tokens. */
    int weight() {
        return weight;
    }

    /** Left to the provider, it is medium. */
    static Optional<Quality> of(String word) {
        return word.equals("auto") ? Optional.of(MEDIUM) : Arrays.stream(values())
                .filter(quality -> quality.word().equals(word))
                .findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
