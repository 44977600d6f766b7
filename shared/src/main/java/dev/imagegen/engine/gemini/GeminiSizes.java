package dev.imagegen.engine.gemini;

import dev.imagegen.contract.Resolution;
import dev.imagegen.engine.Drawing;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Which models can be told a size, and how it is said. The others have one size only, and reject the field. */
final class GeminiSizes {

    private GeminiSizes() {}

    /** The value of {@code imageSize}; empty if it is to be left out: the model then makes its usual size. */
    static Optional<String> word(Drawing drawing) {
        Resolution tier = drawing.shape().resolution();
        return of(drawing.providerModel().name()).contains(tier) ? Optional.of(word(tier)) : Optional.empty();
    }

    private static Set<Resolution> of(String model) {
        if (model.startsWith("gemini-3.1-flash-lite-image")) {
            return EnumSet.of(Resolution.ONE_K);
        }
        return model.startsWith("gemini-3.1-flash-image") ? EnumSet.allOf(Resolution.class) : Set.of();
    }

    private static String word(Resolution tier) {
        return switch (tier) {
            case HALF_K -> "512";
            case ONE_K, TWO_K, FOUR_K -> tier.wireName();
        };
    }
}
