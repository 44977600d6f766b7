package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Budget;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Upstream;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.ScriptedEngine;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** 700 slow jobs of one key, then 20 quick ones of another, at an engine with 45 permits; by virtual time and in the queue's order. */
class FairShareTest {

    private static final int PERMITS = 45;
    private static final Duration SLOW = Duration.ofSeconds(60);
    private static final Duration QUICK = Duration.ofSeconds(1);

    private final ScriptedEngine engine = new ScriptedEngine("bfl", false);
    private final Set<String> slow = new HashSet<>();
    private Workshop shop;
    private WorkshopTime time;

    private void open(int keyPercent) {
        shop = new Workshop(engine, new Engines(
                model -> List.of("bfl"), Map.of("bfl", engine), Map.of("bfl", PERMITS), keyPercent));
        time = new WorkshopTime(shop);
        engine.does(d -> new Pending(new Upstream(
                "bfl", d.taskId(), URI.create("https://api.example.com/1"), shop.clock.instant(), OptionalLong.empty())));
        engine.answers(upstream -> {
            Duration length = slow.contains(upstream.id()) ? SLOW : QUICK;
            return shop.clock.instant().isBefore(upstream.acceptedAt().plus(length)) ? new Pending(upstream) : Workshop.PICTURE;
        });
    }

    private List<Task> order(String key, int count) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Task task = Samples.task(Samples.CLOUD, key, 3, Budget.of(Allowance.unlimited()));
            shop.table.accept(task);
            time.send(new Job.Advance(task.id()), Duration.ZERO);
            tasks.add(task);
        }
        return tasks;
    }

    /** How long it takes until half of 20 quick jobs of key B are there; three minutes if it takes longer. */
    private Duration median() {
        Instant begin = shop.clock.instant();
        List<Task> tasks = order("B", 20);
        List<Duration> took = new ArrayList<>();
        time.passUntil(begin.plus(Duration.ofMinutes(3)), () -> {
            tasks.removeIf(task -> shop.now(task).state().terminal() && took.add(Duration.between(begin, shop.clock.instant())));
            return took.size() > 10;
        });
        return took.size() > 10 ? took.get(10) : Duration.ofMinutes(3);
    }

    private void fill() {
        order("A", 700).forEach(task -> slow.add(task.id()));
        time.passUntil(shop.clock.instant().plusSeconds(10), () -> false);
    }

    @Test
    void quickJobsOfAnotherKeyAreServedAtOnceBesideSevenHundredSlowOnes() {
        open(75);
        Duration quiet = median();

        fill();
        assertEquals(33, shop.capacity.taken("bfl"), "three quarters of 45");
        Duration median = median();

        assertTrue(median.compareTo(quiet.multipliedBy(2).plusSeconds(2)) <= 0, () -> median + " instead of " + quiet);
    }

    @Test
    void withoutAShareTheyWaitForMinutes() {
        open(100);
        median();

        fill();
        Duration median = median();

        assertTrue(median.compareTo(SLOW) > 0, () -> "only " + median);
    }

    /** As long as nobody else asks it may have all; who comes then is served when the first of the slow ones end. */
    @Test
    void keyThatComesForTheFirstTimeIsServedWhenTheFirstSlowJobsEnd() {
        open(75);

        fill();
        assertEquals(PERMITS, shop.capacity.taken("bfl"));
        Duration median = median();

        assertTrue(median.compareTo(SLOW.plusSeconds(30)) <= 0, () -> "it took " + median);
    }
}
