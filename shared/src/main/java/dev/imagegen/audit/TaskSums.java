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

/** What one reading of all tasks adds up to, by account and figure. */
final class TaskSums {

    private static final List<Figure> OF_A_MONTH =
            List.of(Figure.RESERVED, Figure.USED, Figure.REFUNDED, Figure.POSSIBLE_SPEND);

    private final Map<Account, Map<Figure, Long>> sums = new HashMap<>();
    private final Map<Account, Map<Figure, Long>> accepted = new HashMap<>();
    private final Map<String, Task> open = new HashMap<>();
    private Duration retention = Duration.ofSeconds(Long.MAX_VALUE);

    /** @param staying tasks that expire later are in the table for as long as the audit takes */
    static TaskSums of(Iterable<Task> tasks, Instant staying) {
        TaskSums read = new TaskSums();
        tasks.forEach(task -> read.add(task, staying));
        return read;
    }

    static List<Figure> figures(Account account) {
        return switch (account) {
            case Account.Month _ -> OF_A_MONTH;
            case Account.OpenTasks _ -> List.of(Figure.OPEN_TASKS);
        };
    }

    private void add(Task task, Instant staying) {
        boolean ended = task.state().terminal();
        if (!ended) {
            open.put(task.id(), task);
        }
        for (Account account : accounts(task)) {
            for (Figure figure : figures(account)) {
                plus(sums, account, figure, ended ? figure.ended(task) : figure.open(task));
                plus(accepted, account, figure, task.expiresAt().isAfter(staying) ? figure.open(task) : 0);
            }
        }
        Duration life = Duration.between(task.createdAt(), task.expiresAt());
        retention = life.compareTo(retention) < 0 ? life : retention;
    }

    private static void plus(Map<Account, Map<Figure, Long>> to, Account account, Figure figure, long amount) {
        to.computeIfAbsent(account, _ -> new EnumMap<>(Figure.class)).merge(figure, amount, Long::sum);
    }

    private static Set<Account> accounts(Task task) {
        YearMonth month = task.reservation().month();
        Account ofCloud = new Account.Month(task.cloud(), Optional.empty(), month);
        Account ofKey = new Account.Month(task.cloud(), Optional.of(task.apiKey()), month);
        return task.reservation().budget().tasksAtOnce().isPresent()
                ? Set.of(ofCloud, ofKey, new Account.OpenTasks(task.apiKey()))
                : Set.of(ofCloud, ofKey);
    }

    Set<Account> accounts() {
        return sums.keySet();
    }

    /** What the ended tasks add to a lasting figure, or the open ones to another. */
    long sum(Account account, Figure figure) {
        return amount(sums, account, figure);
    }

    /** What was ever added to a figure of open tasks by those that stay in the table. */
    long accepted(Account account, Figure figure) {
        return amount(accepted, account, figure);
    }

    private static long amount(Map<Account, Map<Figure, Long>> of, Account account, Figure figure) {
        return of.getOrDefault(account, Map.of()).getOrDefault(figure, 0L);
    }

    /** The tasks that are open here and not in a later reading, as they are here. */
    TaskSums endedUntil(TaskSums later) {
        return of(open.values().stream().filter(task -> !later.open.containsKey(task.id())).toList(), Instant.MAX);
    }

    /** True if tasks of the account's month may be forgotten until then. */
    boolean forgetful(Account account, Instant until) {
        return switch (account) {
            case Account.Month(_, _, YearMonth month) -> sums.isEmpty() || !begin(month).plus(retention).isAfter(until);
            case Account.OpenTasks _ -> false;
        };
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
