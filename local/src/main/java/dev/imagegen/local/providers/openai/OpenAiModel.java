package dev.imagegen.local.providers.openai;

import dev.imagegen.contract.ImageSize.Pixels;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The models, each with its sizes and with the tokens of its pictures. */
enum OpenAiModel {
    MINI("gpt-image-1-mini", 0, 0, 0),
    TWO("gpt-image-2", 16, 48, 96),
    TWO_OF_APRIL("gpt-image-2-2026-04-21", 16, 48, 96),
    FLARE("gpt-image-2.6-flare", 16, 24, 48, 64, 96);

    private static final Map<String, long[]> MINI_TOKENS = Map.of(
            "1024x1024", new long[] {272, 1056, 4160},
            "1024x1536", new long[] {408, 1584, 6240},
            "1536x1024", new long[] {400, 1568, 6208});
    private static final int STEP = 16;
    private static final int LONGEST = 3840;
    private static final int MAX_RATIO = 3;
    private static final long FEWEST = 655_360;
    private static final long MOST = 8_294_400;

    private final String word;
    private final int[] weights;

    /** @param weights of the qualities that it has, in the formula of the tokens */
    OpenAiModel(String word, int... weights) {
        this.word = word;
        this.weights = weights;
    }

    static Optional<OpenAiModel> of(String word) {
        return Arrays.stream(values()).filter(model -> model.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }

    boolean makes(Pixels size) {
        if (this == MINI) {
            return MINI_TOKENS.containsKey(size.toString());
        }
        int longest = Math.max(size.width(), size.height());
        int shortest = Math.min(size.width(), size.height());
        return shortest > 0 && size.width() % STEP == 0 && size.height() % STEP == 0 && longest <= LONGEST
                && longest <= MAX_RATIO * shortest && size.area() >= FEWEST && size.area() <= MOST;
    }

    /** Left to the provider, it is medium. */
    Optional<Quality> quality(String word) {
        return Arrays.stream(Quality.values()).limit(weights.length)
                .filter(quality -> quality.word().equals(word.equals("auto") ? Quality.MEDIUM.word() : word))
                .findFirst();
    }

    /** What a picture is billed as. @param size one that it makes */
    long tokens(Pixels size, Quality quality) {
        if (this == MINI) {
            return MINI_TOKENS.get(size.toString())[quality.ordinal()];
        }
        long longest = Math.max(size.width(), size.height());
        long shortest = Math.min(size.width(), size.height());
        long q = weights[quality.ordinal()];
        long s = (2 * q * shortest + longest) / (2 * longest);
        return Math.ceilDiv(q * s * (2_000_000 + size.area()), 4_000_000);
    }
}
