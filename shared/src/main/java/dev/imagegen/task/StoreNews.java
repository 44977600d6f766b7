package dev.imagegen.task;

import dev.imagegen.asset.Moderation;
import dev.imagegen.asset.Moderation.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the store has told about an asset since it was stored. News come in any order and more than once: of each kind the
 * latest holds.
 *
 * @param moderations one of each kind
 * @param renamed when its public id was changed
 * @param overwritten when somebody else stored another image in its place
 */
public record StoreNews(List<Moderation> moderations, Optional<Instant> renamed, Optional<Instant> overwritten) {

    public static final StoreNews NONE = new StoreNews(List.of(), Optional.empty(), Optional.empty());

    public StoreNews {
        moderations = List.copyOf(moderations);
    }

    /** True if one of the moderations has rejected it. */
    public boolean rejected() {
        return said(Verdict.REJECTED);
    }

    /** True if one of the moderations has not decided yet, and none has rejected it. */
    public boolean pending() {
        return !rejected() && said(Verdict.PENDING);
    }

    private boolean said(Verdict verdict) {
        return moderations.stream().anyMatch(m -> m.verdict() == verdict);
    }

    public StoreNews with(List<Moderation> more) {
        List<Moderation> all = moderations;
        for (Moderation one : more) {
            all = one.on(all);
        }
        return new StoreNews(all, renamed, overwritten);
    }

    public StoreNews renamedAt(Instant at) {
        return new StoreNews(moderations, Optional.of(at), overwritten);
    }

    public StoreNews overwrittenAt(Instant at) {
        return new StoreNews(moderations, renamed, Optional.of(at));
    }
}
