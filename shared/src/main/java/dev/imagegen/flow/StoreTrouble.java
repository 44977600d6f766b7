package dev.imagegen.flow;

import dev.imagegen.asset.RefusalStore;
import dev.imagegen.asset.Refusals;
import dev.imagegen.asset.StoreException;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.Ledger;
import dev.imagegen.credits.UsageMark;
import dev.imagegen.log.Log;
import dev.imagegen.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What is done about a store that does not take images that were paid for: the operator is told, and while it seems to take none
 * at all, no more is paid for that could not be delivered. One file or one target that is refused keeps nobody else waiting.
 */
final class StoreTrouble {

    /** Its first quarter and the longest time between two tries of a picture: the next refusal comes before it is over. */
    private static final Duration PAUSE = Duration.ofMinutes(8);
    private static final int TRIES = 5;

    private final Turns turns;
    private final Ledger ledger;
    private final RefusalStore refusals;
    private final StoreAlarm alarm;
    private final Clock clock;
    private final Log log;

    StoreTrouble(Turns turns, Ledger ledger, RefusalStore refusals, StoreAlarm alarm, Clock clock, Log log) {
        this.turns = turns;
        this.ledger = ledger;
        this.refusals = refusals;
        this.alarm = alarm;
        this.clock = clock;
        this.log = log;
    }

    /** What the task's cloud has used by now; empty if that cannot be read just now. */
    Optional<UsageMark> mark(Task task) {
        try {
            YearMonth from = month().minusMonths(1);
            return Optional.of(new UsageMark(from, used(task.cloud(), from)));
        } catch (RuntimeException e) {
            log.warn("usage_not_read", e, "task_id", task.id());
            return Optional.empty();
        }
    }

    /**
     * The store did not take an image that was paid for.
     *
     * @param since what was used when it was refused first; empty if that could not be read
     * @param first true if it was not refused before
     */
    void report(Task task, UploadChain.NotStored why, Optional<UsageMark> since, boolean first) {
        tell(task, why.cause());
        if (why.cause().operators()) {
            turns.pausePaid(PAUSE);
        } else if (why.everyWay() && since.isPresent() && concernsEverybody(task, since.get(), first)) {
            log.warn("store_refuses_all", null, "task_id", task.id());
            turns.pausePaid(PAUSE);
        }
    }

    /** Has the operator know. */
    void tell(Task task, StoreException cause) {
        alarm.ring(task, cause);
    }

    /** What cannot be noted keeps no picture from being tried again. */
    private boolean concernsEverybody(Task task, UsageMark since, boolean first) {
        try {
            return !storedSince(task.cloud(), since) && noted(task, since, first).ofEverything(clock.instant());
        } catch (RuntimeException e) {
            log.warn("refusal_not_noted", e, "task_id", task.id());
            return false;
        }
    }

    private Refusals noted(Task task, UsageMark since, boolean first) {
        Refusals after = Refusals.none(since);
        for (int i = 0; i < TRIES; i++) {
            Optional<Refusals> before = refusals.find(task.cloud());
            after = before.filter(known -> !storedSince(task.cloud(), known.mark()))
                    .orElse(Refusals.none(since))
                    .with(task.id(), first, clock.instant());
            if (refusals.replace(task.cloud(), before, after)) {
                break;
            }
        }
        return after;
    }

    /** Each image that is stored is settled, so nothing else has to be written down for this. */
    private boolean storedSince(String cloud, UsageMark mark) {
        return used(cloud, mark.from()) > mark.credits();
    }

    private long used(String cloud, YearMonth from) {
        long used = 0;
        for (YearMonth month = from; !month.isAfter(month()); month = month.plusMonths(1)) {
            used += ledger.balance(cloud, month).map(Balance::used).orElse(0L);
        }
        return used;
    }

    private YearMonth month() {
        return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    }
}
