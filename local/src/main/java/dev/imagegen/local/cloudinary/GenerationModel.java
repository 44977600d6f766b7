package dev.imagegen.local.cloudinary;

import java.util.List;
import java.util.Optional;

/**
 * A model of the add-on.
 *
 * @param family {@code none} for one that is chosen by its id only
 */
record GenerationModel(String family, String tier, String id) {

    private static final String EDIT = "-edit";

    private static final List<GenerationModel> FAMILIES = List.of(
            new GenerationModel("nano-banana", "standard", "nano-banana-1"),
            new GenerationModel("nano-banana", "premium", "nano-banana-2"),
            new GenerationModel("flux", "standard", "flux-2-klein-9b"),
            new GenerationModel("flux", "premium", "flux-2-pro"),
            new GenerationModel("recraft", "standard", "recraft-v3"),
            new GenerationModel("recraft", "premium", "recraft-v4"),
            new GenerationModel("gpt-image", "standard", "gpt-image-1-mini"),
            new GenerationModel("gpt-image", "premium", "gpt-image-2"),
            new GenerationModel("ideogram", "standard", "ideogram-v4-turbo"),
            new GenerationModel("ideogram", "premium", "ideogram-v4-base"));
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
                .or(() -> Optional.of(plain).filter(BY_ID_ONLY::contains).map(p -> new GenerationModel("none", "none", p)))
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

    /** What one image costs. */
    int credits() {
        return tier.equals("premium") ? 9 : 3;
    }

    private Optional<GenerationModel> of(boolean edit) {
        if (!edit) {
            return Optional.of(this);
        }
        return WITHOUT_EDIT.contains(id) ? Optional.empty() : Optional.of(new GenerationModel(family, tier, id + EDIT));
    }
}
