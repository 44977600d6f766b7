package dev.imagegen.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares every balance with the sum over its tasks. It needs no rest: balances are read first and tasks after them, so that
 * whatever a balance had seen is found among the tasks, and what may be too new for it is counted as possible. Exact where
 * nothing was written for a minute, and without false alarms elsewhere.
 */
public final class Audit {

    private final Books books;
    private final Clock clock;

    public Audit(Books books, Clock clock) {
        this.books = books;
        this.clock = clock;
    }

    /** Every figure of every account, in the order of accounts. Those that are not right are among them. */
    public List<Finding> run() {
        Instant from = clock.instant();
        Map<Account, Map<Figure, Long>> kept = new HashMap<>();
        books.entries().forEach(entry -> kept.put(entry.account(), entry.figures()));
        Sums sums = new Sums(new Window(from, clock.instant()));
        books.tasks().forEach(sums::add);
        sums.accounts().forEach(account -> kept.putIfAbsent(account, Map.of()));
        Instant now = clock.instant();
        List<Finding> findings = new ArrayList<>();
        kept.forEach((account, figures) -> Sums.figures(account).forEach(figure -> {
            Range range = sums.of(account, figure, now);
            findings.add(new Finding(account, figure, figures.getOrDefault(figure, 0L), range.lowest(), range.highest()));
        }));
        findings.sort(Comparator.comparing((Finding finding) -> finding.account().toString()).thenComparing(Finding::figure));
        return findings;
    }
}
