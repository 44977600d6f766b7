package dev.imagegen.engine;

import dev.imagegen.contract.Notice;
import java.util.List;
import java.util.OptionalLong;

/**
 * What an engine drew.
 *
 * @param bytes of a png, jpeg or webp file
 * @param seed the one that was used; empty where the model has none
 * @param microDollars what the provider says it cost, in millionths of a US dollar; empty where it does not say
 * @param notices what the caller should know about it
 */
public record Picture(byte[] bytes, OptionalLong seed, OptionalLong microDollars, List<Notice> notices)
        implements Progress {

    public Picture {
        notices = List.copyOf(notices);
    }

    public Picture(byte[] bytes, OptionalLong seed) {
        this(bytes, seed, OptionalLong.empty(), List.of());
    }
}
