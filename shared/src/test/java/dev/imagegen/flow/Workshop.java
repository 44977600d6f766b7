package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.capacity.Admission;
import dev.imagegen.capacity.Limit;
import dev.imagegen.capacity.PermitRequest;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.delivery.DeliveryMessages;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.Picture;
import dev.imagegen.image.PixelRoom;
import dev.imagegen.log.Log;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.InMemoryAssets;
import dev.imagegen.testing.InMemoryCapacity;
import dev.imagegen.testing.InMemoryRefusals;
import dev.imagegen.testing.InMemorySpool;
import dev.imagegen.testing.InMemoryTable;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Png;
import dev.imagegen.testing.RecordingJobs;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.ScriptedEngine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/** The worker's side, around an engine that does what a test says. */
final class Workshop {

    static final Duration TEMPORARY_LIFE = Duration.ofHours(1);
    /** As large as the tasks here ask for. */
    static final Picture PICTURE = new Picture(Png.of(512, 384), OptionalLong.of(42));

    final MutableClock clock = new MutableClock();
    final InMemoryTable table = new InMemoryTable();
    final RecordingJobs jobs = new RecordingJobs();
    final InMemoryAssets assets = new InMemoryAssets();
    final InMemoryRefusals refusals = new InMemoryRefusals();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    final Log log = new Log(new PrintStream(lines, true, StandardCharsets.UTF_8), clock);
    final ManualHeart heart = new ManualHeart();
    final InMemorySpool spool = new InMemorySpool();
    final InMemoryCapacity capacity = new InMemoryCapacity();
    final Catalog catalog = Catalog.load();
    final ScriptedEngine engine;
    /** What waits in the queue of notifications. */
    final RecordingJobs told = new RecordingJobs();
    private final DeliveryMessages messages = new DeliveryMessages(told, log);
    final Endings endings = new Endings(table, messages, clock, log);
    final Generation generation;
    final Sweep sweep = new Sweep(table, jobs, assets, clock, log);

    private final Engines engines;

    Workshop(boolean repeatable) {
        this(new ScriptedEngine(repeatable));
    }

    Workshop(ScriptedEngine engine) {
        this(engine, Engines.only(engine));
    }

    /** @param engine the one that a test looks at */
    Workshop(ScriptedEngine engine, Engines engines) {
        this.engine = engine;
        this.engines = engines;
        this.generation = watchedBy(Steps.unwatched());
    }

    /** Another worker at the same table. */
    Generation watchedBy(Steps steps) {
        return generation(catalog, steps);
    }

    /** Another worker at the same table, to whom the providers' models are configured otherwise. */
    Generation with(Catalog configured) {
        return generation(configured, Steps.unwatched());
    }

    /** Another worker at the same table, whose clock is ahead of this one. */
    Generation ahead(Duration time) {
        return generation(catalog, Steps.unwatched(), Clock.offset(clock, time));
    }

    private Generation generation(Catalog configured, Steps steps) {
        return generation(configured, steps, clock);
    }

    private Generation generation(Catalog configured, Steps steps, Clock clock) {
        References references = new References(assets, table, uri -> {
            throw new IllegalStateException("No test goes out to " + uri);
        });
        return new GenerationParts(table, jobs, messages, configured, engines, capacity, references, assets, table, refusals, table,
                spool, TEMPORARY_LIFE, new PixelRoom(100_000_000), heart, Runnable::run, steps, pause -> { }, clock,
                this.clock::nanos, new Random(1), log)
                .generation();
    }

    Task accepted(Target target) {
        Task task = Samples.task(Samples.CLOUD, target, 3, Allowance.limitedTo(50));
        table.accept(task);
        return task;
    }

    /** Left behind by a worker that died after it had written its intent. */
    Task orphaned() {
        Task task = accepted(Target.DEFAULT);
        Instant now = clock.instant();
        Task claimed = task.claimed("dead", now, now.plusSeconds(40));
        assertTrue(table.replace(task, claimed));
        assertTrue(table.replace(
                claimed, claimed.calling(new TaskState.Calling("scripted", now.plus(Duration.ofMinutes(10))))));
        clock.advance(Duration.ofSeconds(40));
        return task;
    }

    /** Another task of the same key asks for a permit. */
    Admission enter(String engine, int permits, String taskId, Duration length) {
        Instant now = clock.instant();
        return capacity.enter(new PermitRequest(engine, Limit.of(permits, 75), taskId, "demo-key", now, now.plus(length)));
    }

    /** A worker takes the task from the queue. */
    void run(Task task) {
        generation.run(new Job.Advance(task.id()));
    }

    /** The last message that was sent, after its delay. */
    void runLast() {
        var last = jobs.sent().getLast();
        clock.advance(last.delay());
        generation.run((Job.Advance) last.job());
    }

    /** How often an event stands in the log. */
    long logged(String event) {
        return lines.toString(StandardCharsets.UTF_8).lines().filter(l -> l.contains("\"event\":\"" + event + "\"")).count();
    }

    /** The lines of an event in the log. */
    List<JsonNode> lines(String event) {
        return lines.toString(StandardCharsets.UTF_8).lines().map(Json::parse)
                .filter(line -> line.path("event").asText().equals(event)).toList();
    }

    Task now(Task task) {
        return table.find(task.id()).orElseThrow();
    }

    Balance balance() {
        return table.balance(Samples.CLOUD, Samples.MONTH).orElseThrow();
    }

    TaskState.Completed completed(Task task) {
        return assertInstanceOf(TaskState.Completed.class, now(task).state());
    }

    ErrorCode failure(Task task) {
        return ((TaskState.Failed) now(task).state()).error().code();
    }
}
