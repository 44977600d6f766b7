package dev.imagegen.local.providers.recraft;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The models, each with its sizes, its price and the longest prompt that it takes. */
enum RecraftModel {
    V3("recraftv3", 40, 1000, Set.of("1024x1024", "1820x1024", "1365x1024", "2048x1024", "1707x1024", "1536x1024", "1434x1024",
            "1280x1024")),
    V4("recraftv4", 40, 10_000, Sizes.FOUR),
    /** What is taken if nobody says which. */
    V4_1("recraftv4_1", 35, 10_000, Sizes.FOUR);

    private static final class Sizes {
        private static final Set<String> FOUR = Set.of("1024x1024", "1344x768", "1216x896", "1536x768", "1280x832", "1280x896",
                "1152x896", "1344x832");
    }

    private final String word;
    private final int units;
    private final int maxPrompt;
    private final Set<String> sizes;

    RecraftModel(String word, int units, int maxPrompt, Set<String> landscapes) {
        this.word = word;
        this.units = units;
        this.maxPrompt = maxPrompt;
        this.sizes = new HashSet<>(landscapes);
        landscapes.forEach(size -> sizes.add(size.replaceAll("(\\d+)x(\\d+)", "$2x$1")));
        // The one whose inverse alone is listed.
        sizes.remove("1344x832");
    }

    static Optional<RecraftModel> of(String word) {
        return Arrays.stream(values()).filter(model -> model.word.equals(word)).findFirst();
    }

    /** For one picture; a thousand are a dollar. */
    int units() {
        return units;
    }

    /** Characters. */
    int maxPrompt() {
        return maxPrompt;
    }

    boolean makes(String size) {
        return sizes.contains(size);
    }
}
