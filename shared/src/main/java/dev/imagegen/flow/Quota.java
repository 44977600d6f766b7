package dev.imagegen.flow;

import dev.imagegen.contract.Limits;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.Ledger;
import dev.imagegen.credits.Reservation;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.util.OptionalLong;

/** The quota as an answer about a task shows it. */
public final class Quota {

    private final Ledger ledger;

    public Quota(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The balance of the month in which the task was accepted, as it is now. */
    public Limits of(Task task) {
        Reservation reservation = task.reservation();
        Balance balance = ledger.balance(task.cloud(), reservation.month())
                .orElseGet(() -> Balance.untouched(reservation.plan()));
        return new Limits(OptionalLong.of(cost(task)), balance.remaining(), balance.limit());
    }

    private static long cost(Task task) {
        return switch (task.state()) {
            case TaskState.Completed completed -> completed.credits();
            case TaskState.Failed _ -> 0;
            case TaskState.Queued _, TaskState.Running _, TaskState.Submitted _, TaskState.Generated _ ->
                task.reservation().credits();
        };
    }
}
