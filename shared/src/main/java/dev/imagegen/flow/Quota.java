package dev.imagegen.flow;

import dev.imagegen.contract.Limits;
import dev.imagegen.contract.Notice;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.KeyUsage;
import dev.imagegen.credits.Ledger;
import dev.imagegen.credits.Reservation;
import dev.imagegen.log.Log;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The quota as an answer about a task shows it. */
public final class Quota {

    /** The part of a limit. */
    private static final double WARN_FROM = 0.8;

    private final Ledger ledger;
    private final Log log;

    public Quota(Ledger ledger, Log log) {
        this.ledger = ledger;
        this.log = log;
    }

    /** @param notices a warning when little is left */
    public record Shown(Limits limits, List<Notice> notices) {
        public Shown {
            notices = List.copyOf(notices);
        }
    }

    /** See {@link #shown}. */
    public Limits of(Task task) {
        return shown(task).limits();
    }

    /**
     * The month in which the task was accepted, as it is now: the cloud's, or the key's if less remains of its cap. Without what
     * remains if it cannot be read.
     */
    public Shown shown(Task task) {
        Reservation reservation = task.reservation();
        OptionalLong cost = OptionalLong.of(cost(task));
        try {
            Balance ofCloud = ledger.balance(task.cloud(), reservation.month())
                    .orElseGet(() -> Balance.untouched(reservation.budget().ofCloud()));
            Optional<Balance> ofKey = ofKey(task).filter(key -> tighter(key, ofCloud));
            Balance shown = ofKey.orElse(ofCloud);
            return new Shown(
                    new Limits(cost, shown.remaining(), shown.limit()),
                    warning(shown, ofKey.isPresent() ? " of this key" : "", reservation).stream().toList());
        } catch (RuntimeException e) {
            // The task is what was asked for: an accepted one must not be answered with an error.
            log.warn("balance_not_read", e, "task_id", task.id());
            return new Shown(new Limits(cost, OptionalLong.empty(), reservation.budget().ofCloud().credits()), List.of());
        }
    }

    /** Only of a key with a cap: it costs a read. */
    private Optional<Balance> ofKey(Task task) {
        Allowance cap = task.reservation().budget().ofKey();
        if (cap.credits().isEmpty()) {
            return Optional.empty();
        }
        return ledger.usage(task.cloud(), task.reservation().month(), task.apiKey())
                .map(KeyUsage::balance)
                .or(() -> Optional.of(Balance.untouched(cap)));
    }

    private static boolean tighter(Balance one, Balance other) {
        return one.remaining().orElse(Long.MAX_VALUE) < other.remaining().orElse(Long.MAX_VALUE);
    }

    private static Optional<Notice> warning(Balance shown, String whose, Reservation reservation) {
        if (shown.limit().isEmpty() || shown.taken() < WARN_FROM * shown.limit().getAsLong()) {
            return Optional.empty();
        }
        return Optional.of(Notice.warning("%d of the %d credits%s for %s are used or reserved. They are reset at %s.".formatted(
                shown.taken(), shown.limit().getAsLong(), whose, reservation.month(), reservation.resetsAt())));
    }

    /** What a task cost, or holds while it has not ended, in credits. */
    public static long cost(Task task) {
        return switch (task.state()) {
            case TaskState.Completed completed -> completed.credits();
            case TaskState.Failed _ -> 0;
            case TaskState.Queued _, TaskState.Running _, TaskState.Submitted _, TaskState.Generated _ ->
                task.reservation().credits();
        };
    }
}
