package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.StoreException;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.CreditsExhaustedException;
import dev.imagegen.credits.Plan;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Picture;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Png;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Some tasks, to which things happen by chance: messages come twice or never, workers die or are slow, stores fail. */
final class RandomLife {

    private static final long LIMIT = 40;
    private static final byte[] IMAGE = Png.of(8, 8);

    /** Thrown through a worker that is no more: it takes nothing down with it and writes nothing. */
    @SuppressWarnings("serial")
    private static final class Crash extends Error {}

    private final Random random;
    private final Workshop shop;
    private final List<Task> accepted = new ArrayList<>();
    private final Map<String, TaskState> ends = new HashMap<>();
    private final Map<String, Integer> paid = new HashMap<>();
    private int depth;
    private boolean calm;

    RandomLife(long seed, boolean repeatable) {
        random = new Random(seed);
        shop = new Workshop(repeatable);
        shop.engine.does(this::draw);
    }

    /** One thing happens, and the books are looked at. */
    void step() {
        happen();
        check();
    }

    private void happen() {
        switch (random.nextInt(8)) {
            case 0, 1 -> accept();
            case 2, 3 -> job();
            case 4 -> shop.clock.advance(Duration.ofSeconds(random.nextInt(1, 150)));
            case 5 -> shop.sweep.run(Duration.ofMinutes(2));
            case 6 -> shop.heart.beat();
            default -> shop.assets.failOnce(new StoreException(random.nextBoolean(), "The store does not answer.", null));
        }
    }

    private void accept() {
        Target target = random.nextBoolean() ? Target.DEFAULT : new Target.Temporary();
        Task task = Samples.task(Samples.CLOUD, target, random.nextInt(1, 6), Plan.limitedTo(LIMIT));
        try {
            shop.table.accept(task);
            accepted.add(task);
            if (random.nextInt(4) > 0) {
                shop.jobs.send(new Job.Advance(task.id()), Duration.ZERO);
            }
        } catch (CreditsExhaustedException e) {
            assertTrue(shop.balance().remaining().orElseThrow() < task.reservation().credits());
        }
    }

    /** Any message that was ever sent comes again, late or twice. */
    private void job() {
        var sent = shop.jobs.sent();
        if (!sent.isEmpty()) {
            work(sent.get(random.nextInt(sent.size())).job());
        }
    }

    private void work(Job job) {
        try {
            shop.generation.run((Job.Advance) job);
        } catch (Crash e) {
            // As the platform sees it: the message comes again some time, or the sweep finds the task.
        }
    }

    private Picture draw(Drawing drawing) {
        int chance = calm ? 9 : random.nextInt(10);
        switch (chance) {
            case 0 -> throw new Crash();
            case 1 -> throw new EngineException(random.nextBoolean() ? Failure.OVERLOADED : Failure.RATE_LIMITED, "It is busy.");
            case 2 -> throw new EngineException(Failure.REFUSED, "It was refused.");
            default -> paid.merge(drawing.taskId(), 1, Integer::sum);
        }
        switch (chance) {
            case 3 -> throw new Crash();
            case 4 -> throw new EngineException(Failure.OUTCOME_UNKNOWN, "The answer was lost.");
            case 5 -> throw new EngineException(Failure.NO_IMAGE, "There is no image.");
            case 6, 7 -> meanwhile();
            default -> { }
        }
        return new Picture(IMAGE, drawing.seed());
    }

    /** While a slow worker draws, everything else goes on, other workers at the same task too. */
    private void meanwhile() {
        if (depth < 3) {
            depth++;
            for (int i = random.nextInt(6); i > 0; i--) {
                step();
            }
            depth--;
        }
    }

    /** Nothing fails any more, and time goes by. */
    void settle() {
        calm = true;
        for (int i = 0; i < 12; i++) {
            pass(Duration.ofMinutes(3));
        }
        pass(Workshop.TEMPORARY_LIFE);
        assertEquals(List.of(), shop.table.due(shop.clock.instant().plus(Duration.ofDays(30))), "nothing is left to look after");
        for (Task task : accepted) {
            assertTrue(shop.now(task).state().terminal(), () -> "has not ended: " + shop.now(task));
        }
        assertEquals(0, accepted.isEmpty() ? 0 : shop.balance().reserved());
        assertEquals(0, shop.heart.beating());
    }

    private void pass(Duration time) {
        shop.clock.advance(time);
        int before = shop.jobs.sent().size();
        shop.sweep.run(Duration.ofMinutes(2));
        shop.jobs.sent().stream().skip(before).forEach(s -> work(s.job()));
        check();
    }

    private void check() {
        long used = 0;
        long reserved = 0;
        for (Task task : accepted) {
            TaskState state = shop.now(task).state();
            if (state.terminal()) {
                TaskState first = ends.putIfAbsent(task.id(), state);
                assertTrue(first == null || first.getClass() == state.getClass(), () -> first + " became " + state);
            }
            used += state instanceof TaskState.Completed ? task.reservation().credits() : 0;
            reserved += state.terminal() ? 0 : task.reservation().credits();
            assertTrue(!ends.containsKey(task.id()) || state.terminal(), () -> "rose again: " + shop.now(task));
            assertTrue(shop.engine.repeatable() || paid.getOrDefault(task.id(), 0) <= 1, () -> "paid twice: " + task.id());
        }
        if (!accepted.isEmpty()) {
            Balance balance = shop.balance();
            assertEquals(used, balance.used());
            assertEquals(reserved, balance.reserved());
            assertEquals(LIMIT, balance.remaining().orElseThrow() + reserved + used);
        }
    }

    long completed() {
        return ends.values().stream().filter(TaskState.Completed.class::isInstance).count();
    }

    long failed() {
        return ends.size() - completed();
    }
}
