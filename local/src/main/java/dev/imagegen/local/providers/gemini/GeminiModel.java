package dev.imagegen.local.providers.gemini;

import dev.imagegen.contract.ImageSize.Pixels;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models, each with the sizes that it can be told, and what it makes of them. */
enum GeminiModel {
    BANANA_1("gemini-2.5-flash-image", false, true, 3, Map.of(
            "", new Tier(1290, List.of("1024x1024", "1344x768", "768x1344", "1184x864", "864x1184")))),
    BANANA_2("gemini-3.1-flash-image", false, true, 14, Map.of(
            "512", new Tier(747, List.of("512x512", "688x384", "384x688", "600x448", "448x600")),
            "1K", new Tier(1120, List.of("1024x1024", "1376x768", "768x1376", "1200x896", "896x1200")),
            "2K", new Tier(1680, List.of("2048x2048", "2752x1536", "1536x2752", "2400x1792", "1792x2400")),
            "4K", new Tier(2520, List.of("4096x4096", "5504x3072", "3072x5504", "4800x3584", "3584x4800")))),
    BANANA_2_1("gemini-nano-banana-2.1", false, false, 14, Map.of(
            "1K", new Tier(1120, List.of("1024x1024", "1376x768", "768x1376", "1200x896", "896x1200")),
            "2K", new Tier(1680, List.of("2048x2048", "2752x1536", "1536x2752", "2400x1792", "1792x2400")),
            "4K", new Tier(3780, List.of("4096x4096", "5504x3072", "3072x5504", "4800x3584", "3584x4800")))),
    LITE("gemini-3.1-flash-lite-image", true, true, 14, Map.of(
            "1K", new Tier(1120, List.of("1024x1024", "1376x768", "768x1376", "1200x896", "896x1200"))));

    /** Those whose sizes are known; the provider has some more. */
    private static final List<String> RATIOS = List.of("1:1", "16:9", "9:16", "4:3", "3:4");

    /**
     * The pictures of one size.
     *
     * @param tokens of a picture
     * @param pixels in the order of the ratios
     */
    record Tier(int tokens, List<String> pixels) {

        /** Empty for a ratio that is not known. */
        Optional<Pixels> pixels(String ratio) {
            return Optional.of(RATIOS.indexOf(ratio)).filter(at -> at >= 0).map(pixels::get).map(Pixels::parse);
        }
    }

    private final String word;
    private final boolean successor;
    private final boolean seeds;
    private final int maxReferences;
    private final Map<String, Tier> tiers;

    GeminiModel(String word, boolean successor, boolean seeds, int maxReferences, Map<String, Tier> tiers) {
        this.word = word;
        this.successor = successor;
        this.seeds = seeds;
        this.maxReferences = maxReferences;
        this.tiers = tiers;
    }

    static Optional<GeminiModel> of(String word) {
        return Arrays.stream(values()).filter(model -> model.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }

    /** True if it is there to take another one's place, and is not retired with it. */
    boolean successor() {
        return successor;
    }

    boolean takesSeeds() {
        return seeds;
    }

    int maxReferences() {
        return maxReferences;
    }

    /** True for those that think, write and choose the file format as they like. */
    boolean changeable() {
        return this != BANANA_1;
    }

    /** @param imageSize empty if the request does not say; the answer is empty if the model does not take it */
    Optional<Tier> tier(String imageSize) {
        boolean unsaid = imageSize.isEmpty() && changeable();
        return Optional.ofNullable(tiers.get(unsaid ? "1K" : imageSize));
    }
}
