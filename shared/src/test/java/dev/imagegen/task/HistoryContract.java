package dev.imagegen.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Budget;
import dev.imagegen.task.TaskHistory.Owner;
import dev.imagegen.task.TaskHistory.Stretch;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every history has to do. */
public abstract class HistoryContract {

    private static final Stretch ALL = new Stretch(Optional.empty(), Optional.empty(), Optional.empty());
    private static final Instant START = MutableClock.START;

    private final MutableClock clock = new MutableClock();
    private final Ids ids = new Ids(clock, new Random());
    private final String cloud = "cloud-" + Samples.id();
    private final String key = "key-" + Samples.id();
    private final Owner ofCloud = new Owner.Cloud(cloud);

    private TaskStore tasks;
    private TaskHistory history;

    protected abstract TaskStore tasks();

    protected abstract TaskHistory history();

    @BeforeEach
    void open() {
        tasks = tasks();
        history = history();
    }

    private Task accepted(String owner, String apiKey) {
        Task sample = Samples.task(owner, apiKey, 1, Budget.of(Allowance.limitedTo(1000)));
        Task task = new Task(ids.next(), owner, apiKey, sample.requestId(), sample.order(), sample.notices(), sample.reservation(),
                clock.instant(), clock.instant().plus(Duration.ofDays(30)), 0, 0, sample.state());
        tasks.accept(task);
        return task;
    }

    /** A task a second, the oldest first. */
    private List<Task> accepted(int count) {
        List<Task> accepted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            accepted.add(accepted(cloud, key));
            clock.advance(Duration.ofSeconds(1));
        }
        return accepted;
    }

    private List<Task> newest(Owner owner, Stretch stretch, int count) {
        return history.newest(owner, stretch, count).tasks();
    }

    private static Stretch after(Task last) {
        return new Stretch(Optional.empty(), Optional.empty(), Optional.of(last.id()));
    }

    @Test
    void tasksComeNewestFirstAndPageByPageWhole() {
        List<Task> all = accepted(7).reversed();

        List<Task> first = newest(ofCloud, ALL, 3);
        List<Task> second = newest(ofCloud, after(first.getLast()), 3);
        List<Task> third = newest(ofCloud, after(second.getLast()), 3);

        assertEquals(all.subList(0, 3), first);
        assertEquals(all.subList(3, 6), second);
        assertEquals(all.subList(6, 7), third);
        assertEquals(List.of(), newest(ofCloud, after(third.getLast()), 3));
        assertEquals(all, newest(ofCloud, ALL, 100));
    }

    @Test
    void cloudsAndKeysSeeTheirOwn() {
        Task mine = accepted(cloud, key);
        Task another = accepted(cloud, key + "-2");
        Task elsewhere = accepted(cloud + "-2", key);
        clock.advance(Duration.ofSeconds(1));
        Task latest = accepted(cloud, key);

        assertEquals(Set.of(mine, another, latest), Set.copyOf(newest(ofCloud, ALL, 10)));
        assertEquals(List.of(latest), newest(ofCloud, ALL, 1));
        assertEquals(Set.of(mine, elsewhere, latest), Set.copyOf(newest(new Owner.Key(key), ALL, 10)));
        assertEquals(List.of(another), newest(new Owner.Key(key + "-2"), ALL, 10));
        assertEquals(List.of(), newest(new Owner.Key("nobody-" + key), ALL, 10));
    }

    @Test
    void aStretchOfTimeHasItsBeginningAndNotItsEnd() {
        List<Task> all = accepted(5);
        var stretch = new Stretch(Optional.of(START.plusSeconds(1)), Optional.of(START.plusSeconds(3)), Optional.empty());

        assertEquals(List.of(all.get(2), all.get(1)), newest(ofCloud, stretch, 10));
        assertEquals(List.of(all.get(1)), newest(ofCloud,
                new Stretch(stretch.from(), stretch.before(), Optional.of(all.get(2).id())), 10));
        assertEquals(List.of(all.get(2)), newest(ofCloud,
                new Stretch(stretch.from(), stretch.before(), Optional.of(all.get(4).id())), 1));
        assertEquals(List.of(), newest(ofCloud,
                new Stretch(stretch.from(), stretch.before(), Optional.of(all.get(0).id())), 10));
        assertEquals(List.of(), newest(ofCloud, new Stretch(stretch.before(), stretch.from(), Optional.empty()), 10));
        assertEquals(all.reversed(), newest(ofCloud,
                new Stretch(Optional.of(Instant.MIN), Optional.of(Instant.MAX),
                        Optional.empty()), 10));
    }

    @Test
    void tasksAreAsTheyAreNow() {
        Task task = accepted(cloud, key);
        Task running = task.claimed("worker", START, START.plusSeconds(60));
        assertTrue(tasks.replace(task, running));
        assertEquals(List.of(running), newest(ofCloud, ALL, 10));

        Task failed = running.failed(Samples.failed(ErrorCode.PROVIDER_FAILED));
        assertTrue(tasks.replace(running, failed));

        assertEquals(List.of(failed), newest(ofCloud, ALL, 10));
        assertEquals(new Target.Managed(Optional.empty(), Optional.empty()), failed.order().target());
    }

    @Test
    void aHundredTasksAreOnePage() {
        List<Task> all = accepted(103).reversed();

        assertEquals(
                new TaskHistory.Page(all.subList(0, 100), Optional.of(all.get(99).id())), history.newest(ofCloud, ALL, 100));
        assertEquals(
                new TaskHistory.Page(all.subList(100, 103), Optional.empty()), history.newest(ofCloud, after(all.get(99)), 100));
    }
}
