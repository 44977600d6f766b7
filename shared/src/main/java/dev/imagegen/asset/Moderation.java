package dev.imagegen.asset;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one moderation of the store says about an asset, which may have several.
 *
 * @param kind which of them, for example {@code manual}
 * @param at when it said so
 */
public record Moderation(String kind, Verdict verdict, Instant at) {

    /** How far it is. */
    public enum Verdict {
        /** Nobody has decided. */
        PENDING,
        APPROVED,
        REJECTED
    }

    /** What is known after this news: of each kind the latest, in whatever order the news come. */
    public List<Moderation> on(List<Moderation> known) {
        List<Moderation> all = new ArrayList<>(known);
        if (known.stream().anyMatch(other -> other.kind.equals(kind) && !isAfter(other))) {
            return all;
        }
        all.removeIf(other -> other.kind.equals(kind));
        all.add(this);
        return all;
    }

    /** Uploads are timed in whole seconds, and an automatic verdict may come within the same one. */
    private boolean isAfter(Moderation other) {
        return at.isAfter(other.at) || at.equals(other.at) && other.verdict == Verdict.PENDING;
    }
}
