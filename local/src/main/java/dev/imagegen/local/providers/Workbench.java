package dev.imagegen.local.providers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a provider has taken that does not let one wait. It keeps wishes and no pictures, those are drawn when they are
 * fetched; and it forgets the oldest. Safe for concurrent use.
 */
public final class Workbench<W> {

    private static final int MOST = 5000;

    private final Clock clock;
    private final int ceiling;
    private final Duration kept;
    private final SequencedMap<String, Piece<W>> pieces = new LinkedHashMap<>();
    private final List<Piece<W>> inProgress = new ArrayList<>();

    /**
     * @param ceiling how many may be in progress at once
     * @param kept how long it is known from its acceptance on, finished or not
     */
    public Workbench(Clock clock, int ceiling, Duration kept) {
        this.clock = clock;
        this.ceiling = ceiling;
        this.kept = kept;
    }

    /** Takes it, if not too many are in progress. */
    public synchronized Optional<Piece<W>> accept(String id, W wish, Duration takes) {
        Instant now = clock.instant();
        inProgress.removeIf(piece -> !piece.readyAt().isAfter(now) || forgotten(piece, now));
        if (inProgress.size() >= ceiling) {
            return Optional.empty();
        }
        Piece<W> piece = new Piece<>(id, wish, now, now.plus(takes));
        inProgress.add(piece);
        pieces.put(id, piece);
        pieces.values().removeIf(old -> forgotten(old, now));
        if (pieces.size() > MOST) {
            pieces.pollFirstEntry();
        }
        return Optional.of(piece);
    }

    public synchronized Optional<Piece<W>> find(String id) {
        return Optional.ofNullable(pieces.get(id)).filter(piece -> !forgotten(piece, clock.instant()));
    }

    /** True if it is finished by now. */
    public boolean ready(Piece<W> piece) {
        return !piece.readyAt().isAfter(clock.instant());
    }

    private boolean forgotten(Piece<W> piece, Instant now) {
        return piece.acceptedAt().plus(kept).isBefore(now);
    }
}
