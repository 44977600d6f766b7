package dev.imagegen.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.task.Order;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskStore;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of notifications has to do, together with the store of tasks. In memory, and in DynamoDB. */
public abstract class NotificationContract {

    private static final Instant NOW = MutableClock.START;
    private static final Duration LOST = Duration.ofMinutes(2);

    private final String cloud = "cloud-" + Samples.id();
    private TaskStore tasks;
    private NotificationStore notifications;

    protected abstract TaskStore tasks();

    protected abstract NotificationStore notifications();

    @BeforeEach
    void open() {
        tasks = tasks();
        notifications = notifications();
    }

    private Task running() {
        return running(Samples.task(cloud, Target.DEFAULT, 1, Allowance.unlimited()));
    }

    private Task running(Task task) {
        tasks.accept(task);
        Task running = task.claimed("worker", NOW, NOW.plusSeconds(60));
        assertTrue(tasks.replace(task, running));
        return running;
    }

    private Task ended() {
        Task running = running();
        Task ended = running.completed(Samples.completed(running, Samples.id()), List.of());
        assertTrue(tasks.replace(running, ended));
        return ended;
    }

    private Notification owed() {
        return notifications.find(ended().id()).orElseThrow();
    }

    @Test
    void endOfATaskOwesANotificationAtOnceHoweverItEnds() {
        Task completed = ended();
        Task running = running();
        Task failed = running.failed(Samples.failed(ErrorCode.PROVIDER_FAILED));
        assertTrue(tasks.replace(running, failed));

        for (Task task : List.of(completed, failed)) {
            assertEquals(Optional.of(new Notification(task.id(), task.apiKey(), URI.create("https://example.com/hook"), 0,
                    Optional.of(task.createdAt()), task.expiresAt(), 0)), notifications.find(task.id()));
        }
    }

    @Test
    void nothingIsOwedBeforeTheEnd() {
        assertEquals(Optional.empty(), notifications.find(running().id()));
    }

    @Test
    void nothingIsOwedWhereNobodyWantsToBeTold() {
        Task task = Samples.task(cloud, Target.DEFAULT, 1, Allowance.unlimited());
        Order o = task.order();
        Order silent = new Order(o.operation(), o.model(), o.prompt(), o.width(), o.height(), o.format(), o.seed(), o.target(),
                o.references(), Optional.empty());
        Task running = running(new Task(task.id(), cloud, task.apiKey(), task.requestId(), silent, task.notices(),
                task.reservation(), task.createdAt(), task.expiresAt(), 0, 0, task.state()));
        assertTrue(tasks.replace(running, running.failed(Samples.failed(ErrorCode.PROVIDER_FAILED))));

        assertEquals(Optional.empty(), notifications.find(task.id()));
    }

    @Test
    void anEndThatLostOwesNothingAndASecondEndNotTwice() {
        Task running = running();
        Task first = running.completed(Samples.completed(running, Samples.id()), List.of());
        assertTrue(tasks.replace(running, first));
        Notification owed = notifications.find(running.id()).orElseThrow();
        Notification over = owed.over();
        assertTrue(notifications.replace(owed, over));

        assertFalse(tasks.replace(running, running.failed(Samples.failed(ErrorCode.INTERNAL_ERROR))));

        assertEquals(Optional.of(over), notifications.find(running.id()));
    }

    @Test
    void amendmentOfAnEndedTaskDoesNotTouchItsNotification() {
        Task task = ended();
        Notification owed = notifications.find(task.id()).orElseThrow();
        assertTrue(notifications.replace(owed, owed.over()));

        assertTrue(tasks.replace(task, task.amended(Samples.completed(task, Samples.id()))));

        assertEquals(Optional.of(owed.over()), notifications.find(task.id()));
    }

    @Test
    void everyChangeIsReadBackWhole() {
        Notification owed = owed();
        Notification begun = owed.begun(Optional.of(NOW.plusSeconds(5).plusNanos(123_456_789)));
        assertTrue(notifications.replace(owed, begun));
        assertEquals(Optional.of(begun), notifications.find(owed.taskId()));
        Notification over = begun.over();
        assertTrue(notifications.replace(begun, over));
        assertEquals(Optional.of(over), notifications.find(owed.taskId()));
        Notification again = over.at(NOW.plusSeconds(100));
        assertTrue(notifications.replace(over, again));
        assertEquals(Optional.of(again), notifications.find(owed.taskId()));
    }

    @Test
    void changeOfWhatSomebodyElseHasChangedIsRefused() {
        Notification owed = owed();
        Notification begun = owed.begun(Optional.empty());
        assertTrue(notifications.replace(owed, begun));

        assertFalse(notifications.replace(owed, owed.over()));
        assertFalse(notifications.replace(owed, begun), "in the same words, by another worker");

        assertEquals(Optional.of(begun), notifications.find(owed.taskId()));
    }

    @Test
    void ofManyWorkersOneBeginsATry() throws Exception {
        Notification owed = owed();
        Callable<Boolean> begin = () -> notifications.replace(owed, owed.begun(Optional.of(NOW)));
        int won = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var result : threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> begin).toList())) {
                won += result.get() ? 1 : 0;
            }
        }
        assertEquals(1, won);
        assertEquals(1, notifications.find(owed.taskId()).orElseThrow().tries());
    }

    @Test
    void triesAreReadInTheirOrderAndOneWrittenAgainStandsThereOnce() {
        String task = ended().id();
        List<Attempt> all = new ArrayList<>();
        for (int number : new int[] {12, 2, 1, 100, 10}) {
            Attempt attempt = new Attempt(number, NOW.plusSeconds(number).plusNanos(1_000), Duration.ofMillis(15_000 + number),
                    number % 2 == 0 ? OptionalInt.of(500 + number) : OptionalInt.empty(), "timed out " + number);
            notifications.log(task, attempt, NOW.plus(Duration.ofDays(30)));
            all.add(attempt);
        }
        Attempt second = new Attempt(2, NOW, Duration.ZERO, OptionalInt.of(204), "delivered");
        notifications.log(task, second, NOW.plus(Duration.ofDays(30)));

        assertEquals(List.of(all.get(2), second, all.get(4), all.get(0), all.get(3)), notifications.attempts(task));
        assertEquals(List.of(), notifications.attempts(Samples.id()));
        assertTrue(tasks.find(task).isPresent());
    }

    @Test
    void whatIsOverdueIsFoundInItsOrderAndNothingElse() {
        Notification first = owed();
        Notification later = owed();
        Notification over = owed();
        Notification moved = later.at(NOW.plusSeconds(60));
        assertTrue(notifications.replace(later, moved));
        assertTrue(notifications.replace(over, over.over()));

        assertEquals(List.of(), mine(NOW.plus(LOST).minusMillis(1), first, later, over));
        assertEquals(List.of(first.taskId()), mine(NOW.plus(LOST), first, later, over));
        assertEquals(List.of(first.taskId(), later.taskId()), mine(NOW.plus(LOST).plusSeconds(60), first, later, over));
    }

    @Test
    void notificationsAreNoTasksToLookAfter() {
        Notification owed = owed();

        List<String> due = new ArrayList<>();
        tasks.due(NOW.plus(Duration.ofDays(1))).forEach(due::add);

        assertFalse(due.contains(owed.taskId()));
    }

    private List<String> mine(Instant now, Notification... candidates) {
        List<String> known = List.of(candidates).stream().map(Notification::taskId).toList();
        List<String> found = new ArrayList<>();
        notifications.due(now).forEach(found::add);
        found.retainAll(known);
        return found;
    }
}
