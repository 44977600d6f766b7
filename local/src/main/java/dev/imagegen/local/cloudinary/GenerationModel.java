package dev.imagegen.local.cloudinary;

import java.util.List;
import java.util.Optional;

/**
 * A model of the add-on.
 *
 * @param family {@code none} for one that is chosen by its id only
 * @param credits what one image costs. Cloudinary publishes no table: those of nano-banana-2, flux-2-klein-9b, flux-2-flash and
 *     gpt-image-2.5-flare were seen in answers (October 2026; 9 to 11 for the first, 4 or 5 for the last), the others are what the
 *     provider takes for 1K, rounded up, or a guess
 * @param maxReferences of its edits; 0 if it has none
 * @param takesSeeds whether it reports the seed that it was given
 */
record GenerationModel(String family, String tier, String id, int credits, int maxReferences, boolean takesSeeds) {

    private static final String EDIT = "-edit";

    /** Family and tier, id, credits, references, seeds. */
    private static final List<GenerationModel> ALL = """
            nano-banana standard nano-banana-1              4 4 seeds
            nano-banana premium  nano-banana-2              9 4 seeds
            none        none     nano-banana-2-lite         4 4 seeds
            flux        standard flux-2-klein-9b            3 4 seeds
            flux        premium  flux-2-pro                 3 4 seeds
            none        none     flux-2-flash               1 4 seeds
            recraft     standard recraft-v3                 4 1 -
            recraft     premium  recraft-v4                 4 0 -
            none        none     recraft-v4.1-utility       4 0 -
            none        none     recraft-v4.1-utility-pro   4 0 -
            gpt-image   standard gpt-image-1-mini           2 4 -
            gpt-image   premium  gpt-image-2                6 4 -
            none        none     gpt-image-2.5-flare        5 4 -
            none        none     gpt-image-2.5-sunburst     4 4 -
            none        none     muse-image                 4 4 -
            none        none     mai-image-2.5              4 1 -
            none        none     mai-image-2.5-pro          4 1 -
            none        none     seedream-5-pro             4 4 -
            none        none     seedream-5-lite            4 4 -
            none        none     grok-imagine-image         4 3 -
            none        none     grok-imagine-image-2.0-low 4 3 -
            none        none     qwen-image-3               4 3 seeds
            ideogram    standard ideogram-v4-turbo          3 0 seeds
            ideogram    premium  ideogram-v4-base           6 0 seeds
            """.lines().map(line -> line.split(" +")).map(cells -> new GenerationModel(cells[0], cells[1], cells[2],
                    Integer.parseInt(cells[3]), Integer.parseInt(cells[4]), cells[5].equals("seeds"))).toList();

    /** The model of that id, if the operation has it. */
    static Optional<GenerationModel> ofId(String id, boolean edit) {
        return ALL.stream().flatMap(model -> model.of(edit).stream()).filter(model -> model.id.equals(id)).findFirst();
    }

    static Optional<GenerationModel> ofFamily(String family, String tier, boolean edit) {
        return ALL.stream().filter(model -> !tier.equals("none") && model.family.equals(family) && model.tier.equals(tier))
                .findFirst().flatMap(model -> model.of(edit));
    }

    boolean choosesFormat() {
        return !id.startsWith("recraft");
    }

    boolean makesWebp() {
        return !id.startsWith("flux-2-pro");
    }

    private Optional<GenerationModel> of(boolean edit) {
        if (!edit) {
            return Optional.of(this);
        }
        return maxReferences == 0
                ? Optional.empty()
                : Optional.of(new GenerationModel(family, tier, id + EDIT, credits, maxReferences, takesSeeds));
    }
}
