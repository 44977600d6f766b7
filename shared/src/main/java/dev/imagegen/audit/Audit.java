package dev.imagegen.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares every balance with the sum over its tasks. It needs neither rest nor a clock that is right: the tasks are read before
 * the balances and again after them. What a balance had seen lies between both readings, so a figure is exact where nothing was
 * written in between, and a range elsewhere.
 */
public final class Audit {

    /** Longer than an audit takes and more than a clock may be wrong: about what ends its life that soon, nothing is concluded. */
    private static final Duration MARGIN = Duration.ofHours(12);

    private final Books books;
    private final Clock clock;

    /** @param clock says only what the table may have forgotten by now; half a day more or less makes no difference */
    public Audit(Books books, Clock clock) {
        this.books = books;
        this.clock = clock;
    }

    /** Every figure of every account, in the order of accounts. Those that are not right are among them. */
    public List<Finding> run() {
        Instant staying = clock.instant().plus(MARGIN);
        TaskSums before = TaskSums.of(books.tasks(), staying);
        Map<Account, Map<Figure, Long>> kept = new HashMap<>();
        books.entries().forEach(entry -> kept.put(entry.account(), entry.figures()));
        TaskSums after = TaskSums.of(books.tasks(), staying);
        TaskSums ended = before.endedUntil(after);
        before.accounts().forEach(account -> kept.putIfAbsent(account, Map.of()));
        List<Finding> findings = new ArrayList<>();
        kept.forEach((account, figures) -> TaskSums.figures(account).forEach(figure -> {
            long sum = before.sum(account, figure);
            boolean forgetful = before.forgetful(account, staying) || after.forgetful(account, staying);
            Range range = figure.lasting()
                    ? new Range(sum, forgetful ? Long.MAX_VALUE : after.sum(account, figure))
                    : new Range(sum - ended.sum(account, figure),
                            sum + after.accepted(account, figure) - before.accepted(account, figure));
            findings.add(new Finding(account, figure, figures.getOrDefault(figure, 0L), range.lowest(), range.highest()));
        }));
        findings.sort(Comparator.comparing((Finding finding) -> finding.account().toString()).thenComparing(Finding::figure));
        return findings;
    }
}
