package dev.imagegen.flow;

import dev.imagegen.catalog.Catalog;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.Plan;
import dev.imagegen.engine.Engines;
import dev.imagegen.image.PixelRoom;
import dev.imagegen.log.Log;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.InMemoryAssets;
import dev.imagegen.testing.InMemoryCapacity;
import dev.imagegen.testing.InMemorySpool;
import dev.imagegen.testing.InMemoryTable;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.RecordingJobs;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.ScriptedEngine;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Random;

/** The worker's side, around an engine that does what a test says. */
final class Workshop {

    static final Duration TEMPORARY_LIFE = Duration.ofHours(1);

    final MutableClock clock = new MutableClock();
    final InMemoryTable table = new InMemoryTable();
    final RecordingJobs jobs = new RecordingJobs();
    final InMemoryAssets assets = new InMemoryAssets();
    final Log log = new Log(new PrintStream(OutputStream.nullOutputStream()), clock);
    final ManualHeart heart = new ManualHeart();
    final InMemorySpool spool = new InMemorySpool();
    final InMemoryCapacity capacity = new InMemoryCapacity();
    final Catalog catalog = Catalog.load();
    final ScriptedEngine engine;
    final Endings endings = new Endings(table, clock, log);
    final Generation generation;
    final Sweep sweep = new Sweep(table, jobs, assets, clock, log);

    Workshop(boolean repeatable) {
        this(new ScriptedEngine(repeatable));
    }

    Workshop(ScriptedEngine engine) {
        this(engine, Engines.only(engine), Steps.unwatched());
    }

    Workshop(ScriptedEngine engine, Engines engines, Steps steps) {
        this.engine = engine;
        References references = new References(assets, uri -> {
            throw new IllegalStateException("No test goes out to " + uri);
        });
        generation = new GenerationParts(table, jobs, catalog, engines, capacity, references, assets, spool, TEMPORARY_LIFE,
                new PixelRoom(100_000_000), heart, Runnable::run, steps, pause -> { }, clock, new Random(1), log)
                .generation();
    }

    Task accepted(Target target) {
        Task task = Samples.task(Samples.CLOUD, target, 3, Plan.limitedTo(50));
        table.accept(task);
        return task;
    }

    Task now(Task task) {
        return table.find(task.id()).orElseThrow();
    }

    Balance balance() {
        return table.balance(Samples.CLOUD, Samples.MONTH).orElseThrow();
    }

    ErrorCode failure(Task task) {
        return ((TaskState.Failed) now(task).state()).error().code();
    }
}
