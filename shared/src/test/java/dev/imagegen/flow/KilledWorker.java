package dev.imagegen.flow;

import dev.imagegen.contract.Target;
import dev.imagegen.engine.Engines;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.testing.ScriptedEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A provider with ten permits, all of them held by a worker that is killed. Other workers go on, in virtual time. The killed worker's
 * own messages never come again.
 */
final class KilledWorker {

    static final int CEILING = 10;
    /** Of the model that the tasks here ask for. */
    static final Duration BUDGET = Duration.ofMinutes(2);

    /** Thrown through a worker that is no more. */
    @SuppressWarnings("serial")
    private static final class Crash extends Error {}

    final ScriptedEngine engine = new ScriptedEngine("bfl", false);
    final Workshop shop = new Workshop(
            engine, new Engines(model -> List.of("bfl"), Map.of("bfl", engine), Map.of("bfl", CEILING)));
    /** The tasks that the killed worker had in its hands. */
    final List<Task> orphans = new ArrayList<>();
    /** Tasks that were accepted a second after its end. */
    final List<Task> healthy = new ArrayList<>();
    /** When each task ended. */
    final Map<String, Instant> ended = new HashMap<>();
    final Instant death = shop.clock.instant();

    private final WorkshopTime time = new WorkshopTime(shop);

    /** The worker dies with ten tasks, each at the same step. */
    void dieAt(Step step) {
        Generation killed = shop.watchedBy((at, id) -> {
            if (at == step) {
                throw new Crash();
            }
        });
        for (int i = 0; i < CEILING; i++) {
            Task task = shop.accepted(Target.DEFAULT);
            orphans.add(task);
            try {
                killed.run(new Job.Advance(task.id()));
                throw new AssertionError("It did not come to " + step);
            } catch (Crash dead) {
                // Nothing is left of it but what it has written.
            }
        }
        time.lose();
    }

    void comeHealthy(int count) {
        for (int i = 0; i < count; i++) {
            Task task = shop.accepted(Target.DEFAULT);
            healthy.add(task);
            time.send(new Job.Advance(task.id()), Duration.ofSeconds(1));
        }
    }

    /** Everything that happens in so long a time after the death. */
    void pass(Duration length) {
        List<Task> all = new ArrayList<>(orphans);
        all.addAll(healthy);
        time.passUntil(death.plus(length), () -> {
            all.stream().filter(task -> shop.now(task).state().terminal())
                    .forEach(task -> ended.putIfAbsent(task.id(), shop.clock.instant()));
            return ended.size() == all.size();
        });
    }

    /** How long after the death the last of these tasks ended; as good as never for one that has not. */
    Duration last(List<Task> tasks) {
        return tasks.stream()
                .map(task -> Duration.between(death, ended.getOrDefault(task.id(), Instant.parse("2036-01-01T00:00:00Z"))))
                .max(Comparator.naturalOrder()).orElseThrow();
    }
}
