package dev.imagegen.flow;

import dev.imagegen.contract.Limits;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.Ledger;
import dev.imagegen.credits.Reservation;
import dev.imagegen.log.Log;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.util.OptionalLong;

/** The quota as an answer about a task shows it. */
public final class Quota {

    private final Ledger ledger;
    private final Log log;

    public Quota(Ledger ledger, Log log) {
        this.ledger = ledger;
        this.log = log;
    }

    /** The balance of the month in which the task was accepted, as it is now; without what remains if it cannot be read. */
    public Limits of(Task task) {
        Reservation reservation = task.reservation();
        OptionalLong cost = OptionalLong.of(cost(task));
        try {
            Balance balance = ledger.balance(task.cloud(), reservation.month())
                    .orElseGet(() -> Balance.untouched(reservation.budget().ofCloud()));
            return new Limits(cost, balance.remaining(), balance.limit());
        } catch (RuntimeException e) {
            // The task is what was asked for: an accepted one must not be answered with an error.
            log.warn("balance_not_read", e, "task_id", task.id());
            return new Limits(cost, OptionalLong.empty(), reservation.budget().ofCloud().credits());
        }
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
