package dev.imagegen.local.cloudinary;

import java.util.List;
import java.util.Optional;

/**
 * A model of the add-on.
 *
 * @param family {@code none} for one that is chosen by its id only
 * @param credits what one image costs. Cloudinary publishes no table: those of nano-banana-2 and flux-2-klein-9b were seen in
 *     answers (October 2026; 9 to 11 for the former), the others are what the provider takes for 1K, rounded up
 */
record GenerationModel(String family, String tier, String id, int credits) {

    private static final String EDIT = "-edit";

    private static final List<GenerationModel> FAMILIES = List.of(
            new GenerationModel("nano-banana", "standard", "nano-banana-1", 4),
            new GenerationModel("nano-banana", "premium", "nano-banana-2", 9),
            new GenerationModel("flux", "standard", "flux-2-klein-9b", 3),
            new GenerationModel("flux", "premium", "flux-2-pro", 3),
            new GenerationModel("recraft", "standard", "recraft-v3", 4),
            new GenerationModel("recraft", "premium", "recraft-v4", 4),
            new GenerationModel("gpt-image", "standard", "gpt-image-1-mini", 2),
            new GenerationModel("gpt-image", "premium", "gpt-image-2", 6),
            new GenerationModel("ideogram", "standard", "ideogram-v4-turbo", 3),
            new GenerationModel("ideogram", "premium", "ideogram-v4-base", 6));
    private static final int CREDITS_BY_ID_ONLY = 4;
    private static final List<String> BY_ID_ONLY = List.of("nano-banana-2-lite", "flux-2-flash", "recraft-v4.1-utility",
            "recraft-v4.1-utility-pro", "gpt-image-2.5-flare", "gpt-image-2.5-sunburst", "muse-image", "mai-image-2.5",
            "mai-image-2.5-pro", "seedream-5-pro", "seedream-5-lite", "grok-imagine-image", "grok-imagine-image-2.0-low",
            "qwen-image-3");
    private static final List<String> WITHOUT_EDIT = List.of("recraft-v4", "recraft-v4.1-utility", "recraft-v4.1-utility-pro",
            "ideogram-v4-turbo", "ideogram-v4-base");

    /** The model of that id, if the operation has it. */
    static Optional<GenerationModel> ofId(String id, boolean edit) {
        if (id.endsWith(EDIT) != edit) {
            return Optional.empty();
        }
        String plain = edit ? id.substring(0, id.length() - EDIT.length()) : id;
        return FAMILIES.stream().filter(model -> model.id.equals(plain)).findFirst()
                .or(() -> Optional.of(plain).filter(BY_ID_ONLY::contains).map(p -> new GenerationModel("none", "none", p, CREDITS_BY_ID_ONLY)))
                .flatMap(model -> model.of(edit));
    }

    static Optional<GenerationModel> ofFamily(String family, String tier, boolean edit) {
        return FAMILIES.stream().filter(model -> model.family.equals(family) && model.tier.equals(tier)).findFirst()
                .flatMap(model -> model.of(edit));
    }

    int maxReferences() {
        return family.equals("recraft") ? 1 : 4;
    }

    boolean choosesFormat() {
        return !family.equals("recraft");
    }

    boolean makesWebp() {
        return !id.startsWith("flux-2-pro");
    }

    private Optional<GenerationModel> of(boolean edit) {
        if (!edit) {
            return Optional.of(this);
        }
        return WITHOUT_EDIT.contains(id) ? Optional.empty() : Optional.of(new GenerationModel(family, tier, id + EDIT, credits));
    }
}
