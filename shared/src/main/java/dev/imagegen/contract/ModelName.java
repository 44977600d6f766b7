package dev.imagegen.contract;

import java.util.Optional;

/**
 * Which model made an asset, as the answer says it.
 *
 * @param family {@link #NONE} for a model that is named by its id only
 * @param tier empty for such a model
 */
public record ModelName(String family, Optional<Tier> tier, String id) {

    /** The word of the contract for a family or a tier that a model has not. */
    public static final String NONE = "none";

    public ModelName(String family, Tier tier, String id) {
        this(family, Optional.of(tier), id);
    }

    /** The word of the contract for its tier. */
    public String tierName() {
        return tier.map(Tier::wireName).orElse(NONE);
    }
}
