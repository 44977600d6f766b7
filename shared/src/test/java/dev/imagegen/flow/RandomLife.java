package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.StoreException;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.CreditsExhaustedException;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.Upstream;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Png;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.ScriptedEngine;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Some tasks, to which things happen by chance: messages come twice or never, workers die or are slow, stores fail. */
final class RandomLife {

    private static final long LIMIT = 40;
    /** The budget of the model, and what an answer may be late. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(150);
    /** Of the image that tasks here ask for, by the price book. */
    private static final long PRICE = 3;
    private static final byte[] IMAGE = Png.of(8, 8);
    private static final URI ASK_AT = URI.create("https://api.example.com/result");

    /** Thrown through a worker that is no more: it takes nothing down with it and writes nothing. */
    @SuppressWarnings("serial")
    private static final class Crash extends Error {}

    private final Random random;
    private final Kind kind;
    private final Workshop shop;
    private final List<Task> accepted = new ArrayList<>();
    private final Map<String, TaskState> ends = new HashMap<>();
    private final Map<String, Integer> paid = new HashMap<>();
    /** Whose picture came in time into the hands of a worker that lived. */
    private final Set<String> arrived = new HashSet<>();
    private int depth;
    private boolean calm;

    /** What engines are like. */
    enum Kind {
        /** Draws here and now, for nothing. */
        FREE,
        /** Costs money, and gives the picture with its answer; there are two places. */
        PAID,
        /** Costs money, and has to be asked for the picture; there are two places. */
        ASKED
    }

    RandomLife(long seed, Kind kind) {
        random = new Random(seed);
        this.kind = kind;
        ScriptedEngine engine = new ScriptedEngine("bfl", kind == Kind.FREE);
        Map<String, Integer> ceilings = kind == Kind.FREE ? Map.of() : Map.of("bfl", 2);
        shop = new Workshop(engine, new Engines(model -> List.of("bfl"), Map.of("bfl", engine), ceilings));
        engine.does(this::draw);
        engine.answers(this::answer);
    }

    /** One thing happens, and the books are looked at. */
    void step() {
        happen();
        check();
    }

    private void happen() {
        switch (random.nextInt(13)) {
            case 0, 1 -> accept();
            case 2, 3 -> job();
            case 4 -> shop.clock.advance(Duration.ofSeconds(random.nextInt(1, 150)));
            case 5 -> shop.sweep.run(Duration.ofMinutes(2));
            case 6 -> shop.heart.beat();
            case 7 -> shop.spool.failNext(random.nextInt(6));
            case 8 -> shop.table.failNext(random.nextInt(6));
            case 9 -> shop.table.loseAnswers(random.nextInt(2));
            case 10 -> shop.capacity.breakDown();
            case 11 -> shop.capacity.repair();
            default -> Stream.generate(this::answerOfTheStore).limit(random.nextInt(1, 5)).forEach(shop.assets::failOnce);
        }
    }

    private RuntimeException answerOfTheStore() {
        return switch (random.nextInt(5)) {
            case 0 -> StoreException.credentials("The store does not let us in.");
            case 1 -> StoreException.targetRefused("The store does not take the target.");
            case 2 -> new StoreException(false, "The store does not take the file.", null);
            case 3 -> new IllegalStateException("An answer that nobody thought of");
            default -> new StoreException(true, "The store does not answer.", null);
        };
    }

    private void accept() {
        Target target = random.nextBoolean() ? Target.DEFAULT : new Target.Temporary();
        Task task = Samples.task(Samples.CLOUD, target, random.nextInt(1, 6), Allowance.limitedTo(LIMIT));
        try {
            takeIn(task);
            accepted.add(task);
            if (random.nextInt(4) > 0) {
                shop.jobs.send(new Job.Advance(task.id()), task, Duration.ZERO);
            }
        } catch (CreditsExhaustedException e) {
            assertTrue(shop.balance().remaining().orElseThrow() < task.reservation().credits());
        }
    }

    private void takeIn(Task task) {
        try {
            shop.table.accept(task);
        } catch (IllegalStateException answerLost) {
            assertTrue(shop.table.find(task.id()).isPresent());
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
        } catch (Crash | IllegalStateException e) {
            // As the platform sees it: the message comes again some time, or the sweep finds the task.
        }
    }

    private Progress draw(Drawing drawing) {
        Instant begun = shop.clock.instant();
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
            case 8 -> {
                shop.clock.advance(Duration.ofSeconds(10));
                shop.table.loseAnswers(1);
                shop.heart.beat();
            }
            default -> { }
        }
        if (kind != Kind.FREE && shop.clock.instant().isBefore(begun.plus(ANSWERED_WITHIN))) {
            arrived.add(drawing.taskId());
        }
        return kind == Kind.ASKED
                ? new Pending(new Upstream("bfl", drawing.taskId(), ASK_AT, shop.clock.instant(), OptionalLong.empty()))
                : new Picture(IMAGE, drawing.seed());
    }

    private Progress answer(Upstream upstream) {
        switch (calm ? 9 : random.nextInt(10)) {
            case 0 -> throw new Crash();
            case 1 -> throw new EngineException(Failure.OVERLOADED, "It is busy.");
            case 2 -> throw new EngineException(Failure.WITHHELD, "It was refused.");
            case 3, 4, 5 -> {
                return new Pending(upstream);
            }
            case 6 -> meanwhile();
            default -> { }
        }
        return new Picture(IMAGE, OptionalLong.of(1));
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
        shop.spool.failNext(0);
        shop.table.failNext(0);
        shop.table.loseAnswers(0);
        shop.capacity.repair();
        for (int i = 0; i < 24; i++) {
            pass(Duration.ofMinutes(3));
        }
        pass(Workshop.TEMPORARY_LIFE);
        assertEquals(List.of(), shop.table.due(shop.clock.instant().plus(Duration.ofDays(30))), "nothing is left to look after");
        for (Task task : accepted) {
            TaskState state = shop.now(task).state();
            assertTrue(state.terminal(), () -> "has not ended: " + shop.now(task));
            if (arrived.contains(task.id()) && state instanceof TaskState.Failed failed) {
                assertTrue(kind == Kind.ASKED && toldByTheUpstream(failed), () -> "a picture was lost: " + shop.now(task));
            }
        }
        assertEquals(0, accepted.isEmpty() ? 0 : shop.balance().reserved());
        assertEquals(0, shop.heart.beating());
        assertEquals(Set.of(Optional.of("demo-key")), Stream.of(shop.jobs, shop.told)
                .flatMap(queue -> queue.callers().stream()).collect(Collectors.toSet()), "each message is its key's");
        assertTrue(shop.capacity.taken("bfl") <= 2, "more than two are at the engine");
    }

    /** It was asked, whatever it said: nobody lost its id. */
    private static boolean toldByTheUpstream(TaskState.Failed failed) {
        return failed.error().code() != ErrorCode.OUTCOME_UNKNOWN || failed.error().message().startsWith("The provider did not say");
    }

    private void pass(Duration time) {
        shop.clock.advance(time);
        int before = shop.jobs.sent().size();
        shop.sweep.run(Duration.ofMinutes(2));
        int swept = shop.jobs.sent().size();
        workOn(before);
        // Whoever takes a worker for lost looks twice.
        shop.clock.advance(Duration.ofSeconds(20));
        workOn(swept);
        check();
    }

    private void workOn(int first) {
        List.copyOf(shop.jobs.sent().subList(first, shop.jobs.sent().size())).forEach(s -> work(s.job()));
    }

    private void check() {
        long used = 0;
        long reserved = 0;
        long possible = 0;
        for (Task task : accepted) {
            TaskState state = shop.now(task).state();
            if (state.terminal()) {
                TaskState first = ends.putIfAbsent(task.id(), state);
                assertTrue(first == null || first.getClass() == state.getClass(), () -> first + " became " + state);
            }
            assertEquals(state.terminal(), shop.table.notifications().find(task.id()).isPresent(), "told at its end and not before");
            used += state instanceof TaskState.Completed completed ? settled(task, completed) : 0;
            possible += state instanceof TaskState.Failed failed && failed.maybeBilled() ? task.reservation().credits() : 0;
            assertTrue(shop.engine.repeatable() || !paid.containsKey(task.id()) || !(state instanceof TaskState.Failed failed)
                    || failed.maybeBilled(), () -> "paid for, and not in the books: " + shop.now(task));
            reserved += state.terminal() ? 0 : task.reservation().credits();
            assertTrue(!ends.containsKey(task.id()) || state.terminal(), () -> "rose again: " + shop.now(task));
            assertTrue(shop.engine.repeatable() || paid.getOrDefault(task.id(), 0) <= 1, () -> "paid twice: " + task.id());
        }
        if (!accepted.isEmpty()) {
            Balance balance = shop.balance();
            assertEquals(used, balance.used());
            assertEquals(reserved, balance.reserved());
            assertEquals(possible, balance.possibleSpend());
            assertEquals(LIMIT, balance.remaining().orElseThrow() + reserved + used);
        }
    }

    /** What it cost, or all that was reserved where the picture was only found again. */
    private static long settled(Task task, TaskState.Completed completed) {
        long reserved = task.reservation().credits();
        assertTrue(completed.credits() == reserved || completed.credits() == Math.min(reserved, PRICE), completed::toString);
        return completed.credits();
    }

    long completed() {
        return ends.values().stream().filter(TaskState.Completed.class::isInstance).count();
    }

    long failed() {
        return ends.size() - completed();
    }
}
