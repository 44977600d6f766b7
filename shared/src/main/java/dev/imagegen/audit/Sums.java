package dev.imagegen.audit;

import dev.imagegen.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the accounts should have, by their tasks. */
final class Sums {

    private static final List<Figure> OF_A_MONTH =
            List.of(Figure.RESERVED, Figure.USED, Figure.REFUNDED, Figure.POSSIBLE_SPEND);

    private final Window window;
    private final Map<Account, Map<Figure, Range>> sums = new HashMap<>();
    private Duration retention = Duration.ofSeconds(Long.MAX_VALUE);

    Sums(Window window) {
        this.window = window;
    }

    static List<Figure> figures(Account account) {
        return switch (account) {
            case Account.Month _ -> OF_A_MONTH;
            case Account.OpenTasks _ -> List.of(Figure.OPEN_TASKS);
        };
    }

    void add(Task task) {
        YearMonth month = task.reservation().month();
        add(new Account.Month(task.cloud(), Optional.empty(), month), task);
        add(new Account.Month(task.cloud(), Optional.of(task.apiKey()), month), task);
        if (task.reservation().budget().tasksAtOnce().isPresent()) {
            add(new Account.OpenTasks(task.apiKey()), task);
        }
        Duration life = Duration.between(task.createdAt(), task.expiresAt());
        retention = life.compareTo(retention) < 0 ? life : retention;
    }

    private void add(Account account, Task task) {
        Map<Figure, Range> of = sums.computeIfAbsent(account, _ -> new EnumMap<>(Figure.class));
        figures(account).forEach(figure -> of.merge(figure, window.of(figure, task), Range::plus));
    }

    Set<Account> accounts() {
        return sums.keySet();
    }

    /** @param now after the last task was read: what was accepted a retention before may be forgotten */
    Range of(Account account, Figure figure, Instant now) {
        Range range = sums.getOrDefault(account, Map.of()).getOrDefault(figure, Range.NOTHING);
        return figure.lasting() && forgetful(account, now) ? range.orMore() : range;
    }

    private boolean forgetful(Account account, Instant now) {
        return switch (account) {
            case Account.Month(_, _, YearMonth month) ->
                sums.isEmpty() || !begin(month).minus(Window.MARGIN).plus(retention).isAfter(now);
            case Account.OpenTasks _ -> false;
        };
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
