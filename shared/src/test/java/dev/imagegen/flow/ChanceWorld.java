package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.Moderation.Verdict;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.delivery.DeliveryMessages;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Upstream;
import dev.imagegen.image.PixelRoom;
import dev.imagegen.log.Log;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState.Completed;
import dev.imagegen.task.TaskState.Failed;
import dev.imagegen.testing.InMemoryCapacity;
import dev.imagegen.testing.InMemoryRefusals;
import dev.imagegen.testing.InMemorySpool;
import dev.imagegen.testing.InMemoryTable;
import dev.imagegen.testing.Png;
import dev.imagegen.testing.RecordingJobs;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.ScriptedEngine;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
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

/**
 * Many tasks, workers that die, and a store whose notifications are lost, repeated, late and shuffled, all in a time that is
 * moved by hand and by chance with a seed.
 */
final class ChanceWorld {

    private static final URI DELIVERY = URI.create("https://res.cloudinary.com");

    private static final byte[] IMAGE = Png.of(8, 8);

    /** Thrown through a worker that is no more. */
    @SuppressWarnings("serial")
    private static final class Crash extends Error {}

    private final ChanceTime time;
    private final InMemoryTable table = new InMemoryTable();
    private final ChancePost post;
    private final ToldAssets assets;
    private final EarlyEvents early;
    private final Sweep sweep;
    private final Generation generation;
    private final List<Task> accepted = new ArrayList<>();
    private final Map<String, Integer> crashes = new HashMap<>();
    private final Map<String, Instant> ready = new HashMap<>();
    /** Whose worker died with the only copy of the picture in its hands. */
    private final Set<String> lost = new HashSet<>();

    ChanceWorld(long seed, ChancePost.Mishaps mishaps) {
        this.time = new ChanceTime(seed);
        Clock clock = time.clock();
        Log log = new Log(new PrintStream(OutputStream.nullOutputStream()), clock);
        DeliveryMessages messages = new DeliveryMessages(new RecordingJobs(), log);
        Endings endings = new Endings(table, messages, clock, log);
        this.post = new ChancePost(mishaps, time, table, new AssetEvents(table, table, this::send, table, endings, DELIVERY, clock, log));
        this.assets = new ToldAssets(clock, post::tell, this::meddle);
        this.early = new EarlyEvents(table, table, this::send, endings, DELIVERY, clock, log);
        this.sweep = new Sweep(table, this::send, assets, clock, log);
        ScriptedEngine engine = new ScriptedEngine(false);
        engine.does(drawing -> {
            if (time.any(4) > 0) {
                return new Picture(IMAGE, OptionalLong.of(1));
            }
            ready.put(drawing.taskId(), time.now().plusSeconds(time.any(60)));
            time.at(Duration.between(time.now(), ready.get(drawing.taskId())), () -> post.tellOfGeneration(drawing.taskId()));
            return new Pending(new Upstream("scripted", drawing.taskId(), URI.create("https://api.example.com/result"),
                    time.now(), OptionalLong.empty()));
        });
        engine.answers(upstream -> time.now().isBefore(ready.get(upstream.id()))
                ? new Pending(upstream)
                : new Picture(IMAGE, OptionalLong.of(1)));
        this.generation = new GenerationParts(table, this::send, messages, Catalog.load(), Engines.only(engine), new InMemoryCapacity(),
                new References(assets, table, uri -> new byte[0]), assets, table, new InMemoryRefusals(), table, new InMemorySpool(),
                Workshop.TEMPORARY_LIFE, new PixelRoom(100_000_000), new ManualHeart(), Runnable::run, this::crash, pause -> { },
                clock, System::nanoTime,
                new Random(seed), log).generation();
    }

    /** So many tasks in ten minutes; then all that comes of them, for three hours. */
    void live(int tasks) {
        for (int i = 0; i < tasks; i++) {
            time.at(Duration.ofMillis(time.any(600_000)), this::accept);
        }
        for (int minute = 1; minute <= 180; minute++) {
            time.at(Duration.ofMinutes(minute), () -> sweep.run(Duration.ofMinutes(1)));
        }
        time.pass();
    }

    private void accept() {
        Task task = Samples.task(Samples.CLOUD, time.chance(0.75) ? Target.DEFAULT : new Target.Temporary(), 3, Allowance.unlimited());
        String id = "%032x".formatted(accepted.size() + 1L);
        Task now = new Task(id, task.cloud(), task.apiKey(), task.requestId(), task.order(), task.notices(),
                task.reservation(), time.now(), time.now().plus(Duration.ofDays(30)), 0, 0,
                task.state());
        table.accept(now);
        accepted.add(now);
        send(new Job.Advance(id), Optional.of(now.apiKey()), Duration.ZERO);
    }

    private void send(Job job, Optional<String> apiKey, Duration delay) {
        time.at(delay, () -> work(job));
        if (time.chance(0.03)) {
            time.at(delay.plusSeconds(time.any(100)), () -> work(job));
        }
    }

    private void work(Job job) {
        try {
            switch (job) {
                case Job.Advance advance -> generation.run(advance);
                case Job.Told event -> early.again((Job.Told) Job.read(Job.write(event)));
                default -> throw new IllegalStateException("Nobody sends " + job);
            }
        } catch (Crash e) {
            if (time.chance(0.5)) {
                time.at(Duration.ofMinutes(5), () -> work(job));
            }
        }
    }

    private void crash(Step step, String taskId) {
        double share = switch (step) {
            case STORED -> 0.2;
            case CLAIMED -> 0.02;
            case ANSWERED -> 0.01;
            default -> 0;
        };
        if (crashes.getOrDefault(taskId, 0) < 3 && time.chance(share)) {
            crashes.merge(taskId, 1, Integer::sum);
            if (step == Step.ANSWERED) {
                lost.add(taskId);
            }
            throw new Crash();
        }
    }

    /**
     * What people do to an image, some of it before its worker has the answer to its upload. One that is stored again is judged
     * again.
     */
    private void meddle(ToldAssets.Image image, boolean isNew) {
        if (image.moderated()) {
            time.soon(() -> assets.judge(image, time.chance(0.5) ? Verdict.APPROVED : Verdict.REJECTED));
        }
        for (int i = 1; isNew && i <= 3 && time.chance(0.3) && image.storedAs().matches("imagegen/[0-9a-f]+"); i++) {
            String name = "shop/" + image.id() + "-" + i;
            time.soon(() -> assets.rename(image, name));
        }
        if (isNew && time.chance(0.15)) {
            time.soon(() -> assets.delete(image.id()));
        }
    }

    /** Every task has ended, once, and says what is so as far as anybody was told. @return how many have an image */
    int check() {
        var truth = new ToldTruth(assets, post.heardByAsset());
        int completed = 0;
        for (Task before : accepted) {
            Task task = table.find(before.id()).orElseThrow();
            switch (task.state()) {
                case Completed state -> {
                    completed++;
                    truth.check(task, state);
                }
                case Failed failed -> assertTrue(lost.contains(task.id()), () -> failed + " of " + task);
                default -> throw new AssertionError("It has not ended: " + task);
            }
        }
        Balance balance = table.balance(Samples.CLOUD, Samples.MONTH).orElseThrow();
        assertEquals(0, balance.reserved());
        assertEquals(3L * completed, balance.used());
        assertEquals(3L * (accepted.size() - completed), balance.possibleSpend());
        return completed;
    }

    int told() {
        return post.told();
    }

    int dropped() {
        return post.dropped();
    }
}
