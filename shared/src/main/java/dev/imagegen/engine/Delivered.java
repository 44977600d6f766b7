package dev.imagegen.engine;

import dev.imagegen.asset.StoredAsset;
import dev.imagegen.contract.Notice;
import java.util.List;
import java.util.OptionalLong;

/**
 * A picture that the engine put into the asset store itself.
 *
 * @param seed the one that was used; empty where the model has none
 * @param microDollars what it cost, in millionths of a US dollar; empty where the engine does not say
 * @param notices what the caller should know about it
 */
public record Delivered(StoredAsset asset, OptionalLong seed, OptionalLong microDollars, List<Notice> notices)
        implements Progress {

    public Delivered {
        notices = List.copyOf(notices);
    }
}
