package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.access.ApiKey;
import dev.imagegen.access.KeyLimits;
import dev.imagegen.access.SecretHash;
import dev.imagegen.asset.AssetRegistry;
import dev.imagegen.asset.AssetRights;
import dev.imagegen.asset.PublicIdTakenException;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Resolver;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.ModelSelection;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.RequestReader;
import dev.imagegen.contract.Target;
import dev.imagegen.contract.Tier;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.Ledger;
import dev.imagegen.delivery.DeliveryMessages;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.Picture;
import dev.imagegen.image.PixelRoom;
import dev.imagegen.log.Log;
import dev.imagegen.net.ReceiverRules;
import dev.imagegen.task.Ids;
import dev.imagegen.task.Job;
import dev.imagegen.task.Once;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import dev.imagegen.testing.InMemoryAssets;
import dev.imagegen.testing.InMemoryCapacity;
import dev.imagegen.testing.InMemoryRefusals;
import dev.imagegen.testing.InMemorySpool;
import dev.imagegen.testing.InMemoryWebhookSettings;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Png;
import dev.imagegen.testing.RecordingJobs;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.ScriptedEngine;
import dev.imagegen.testing.Stores;
import dev.imagegen.time.Sleeper;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One request that comes many times at once, a worker that dies over it, and a client that changes its mind. */
public abstract class OnceContract {

    private static final int CALLS = 32;
    private static final String BODY = "{\"prompt\": \"a lamp\"}";

    private final String cloud = "cloud-" + Samples.id();
    private final MutableClock clock = new MutableClock();
    private final Log log = new Log(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8), clock);
    private final RecordingJobs jobs = new RecordingJobs();
    private final RecordingJobs told = new RecordingJobs();
    private final DeliveryMessages messages = new DeliveryMessages(told, log);
    private final ScriptedEngine engine = new ScriptedEngine(false);
    private final ApiKey caller =
            ApiKey.root("key-" + cloud, cloud, MutableClock.START, SecretHash.of("s", new Random(1)));

    private final TaskStore tasks;
    private final Ledger ledger;
    private final AssetRegistry registry;
    private final Acceptance acceptance;

    protected OnceContract(Stores stores) {
        tasks = stores.tasks();
        ledger = stores.ledger();
        registry = stores.registry();
        acceptance = new Acceptance(
                new Drafts(new Resolver(Catalog.load(), new ModelSelection.ByFamily("nano-banana", Tier.STANDARD), model -> true),
                        new Recipients(new InMemoryWebhookSettings(), ReceiverRules.of(false)), tasks, registry, clock),
                tasks, jobs, messages, ledger, 50, Duration.ofDays(30), new Ids(clock, new SecureRandom()), clock, log);
        engine.does(drawing -> new Picture(Png.of(drawing.width(), drawing.height()), OptionalLong.empty()));
    }

    private Generation worker(Steps steps) {
        var assets = new InMemoryAssets();
        References references = new References(assets, registry, uri -> {
            throw new IllegalStateException("No test goes out to " + uri);
        });
        return new GenerationParts(tasks, jobs, messages, Catalog.load(), Engines.only(engine), new InMemoryCapacity(), references,
                assets, registry, new InMemoryRefusals(), ledger, new InMemorySpool(), Duration.ofHours(1), new PixelRoom(64_000_000),
                (interval, beat) -> () -> { }, Runnable::run, steps, pause -> { }, clock, clock::nanos, new Random(1), log).generation();
    }

    private Accepted ask() {
        var once = Once.of(
                cloud, caller.id(), "order-1", Operation.TEXT_TO_IMAGE, Json.parse(BODY), MutableClock.START);
        var reading = RequestReader.read(Operation.TEXT_TO_IMAGE, BODY.getBytes(StandardCharsets.UTF_8));
        return acceptance.accept(caller, reading, Optional.of(once), "request-" + Samples.id());
    }

    private Accepted askAt(String publicId, ApiKey by, String key) {
        String body = "{\"prompt\": \"a lamp\", \"target\": {\"target_type\": \"managed_asset\", \"public_id\": \"%s\"}}"
                .formatted(publicId);
        var once = Once.of(cloud, by.id(), key, Operation.TEXT_TO_IMAGE, Json.parse(body), MutableClock.START);
        var reading = RequestReader.read(Operation.TEXT_TO_IMAGE, body.getBytes(StandardCharsets.UTF_8));
        return acceptance.accept(by, reading, Optional.of(once), "request-" + Samples.id());
    }

    private ApiKey client(boolean overwrite) {
        var rights = new AssetRights(List.of("shop/"), List.of(), overwrite);
        return new ApiKey("client-" + cloud, cloud, false, "shop", MutableClock.START, new KeyLimits(
                Allowance.unlimited(), List.of(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.of(rights)),
                SecretHash.of("s", new Random(1)));
    }

    @Test
    void ofManyAtOnceUnderOneKeyForOnePublicIdOneHoldsItAndAllGetIt() throws Exception {
        ApiKey client = client(false);
        List<Callable<Accepted>> calls = Collections.nCopies(CALLS, () -> askAt("shop/lamp", client, "1"));
        var found = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Accepted> answer : threads.invokeAll(calls)) {
                found.add(answer.get().task().id());
            }
        }

        assertEquals(1, found.size());
        assertEquals(1, jobs.sent().size());
        assertThrows(PublicIdTakenException.class, () -> askAt("shop/lamp", client, "2"));
    }

    @Test
    void ofManyAtOnceThatMayReplaceTheirOwnEachIsAccepted() throws Exception {
        for (ApiKey by : List.of(client(true), caller)) {
            List<Callable<Accepted>> calls = IntStream.range(0, 3)
                    .<Callable<Accepted>>mapToObj(i -> () -> askAt("shop/" + by.id(), by, "key-" + i)).toList();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Accepted> answer : threads.invokeAll(calls)) {
                    assertFalse(answer.get().replayed());
                }
            }
        }
    }

    private static final class Died extends Error {}

    @Test
    void ofManyAtOnceOverACrashOfTheWorkerOneImageIsMadeAndAllGetIt() throws Exception {
        var accepted = new CountDownLatch(CALLS);
        List<Future<Accepted>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLS; i++) {
                answers.add(threads.submit(() -> {
                    Accepted answer = ask();
                    accepted.countDown();
                    Waiting waiting = new Waiting(tasks, Sleeper.ofThread(), java.time.Clock.systemUTC(), log);
                    return new Accepted(waiting.await(answer.task(), Duration.ofMinutes(5)), answer.replayed());
                }));
            }
            accepted.await();
            assertEquals(1, jobs.sent().size());
            var job = (Job.Advance) jobs.sent().getFirst().job();
            var deaths = new AtomicInteger();
            try {
                worker((step, task) -> {
                    if (step == Step.CLAIMED && deaths.incrementAndGet() == 1) {
                        throw new Died();
                    }
                }).run(job);
            } catch (Died died) {
                clock.advance(Duration.ofMinutes(1));
            }
            assertEquals(1, deaths.get());
            worker(Steps.unwatched()).run(job);
        }

        Task first = answers.getFirst().get().task();
        assertInstanceOf(TaskState.Completed.class, first.state());
        int replayed = 0;
        for (Future<Accepted> answer : answers) {
            assertEquals(first, answer.get().task());
            replayed += answer.get().replayed() ? 1 : 0;
        }
        assertEquals(CALLS - 1, replayed);
        assertEquals(1, engine.drawings().size());
        assertEquals(new Balance(OptionalLong.of(50), 0, 4, 0, 0), ledger.balance(cloud, Samples.MONTH).orElseThrow());
    }

    @Test
    void ofAWorkerAndAClientThatCancelsExactlyOneWins() throws Exception {
        int cancelled = 0;
        for (int i = 0; i < 12; i++) {
            Task task = Samples.task(cloud, Target.DEFAULT, 3, Allowance.limitedTo(1000));
            tasks.accept(task);
            int before = engine.drawings().size();
            var cancellation = new Cancellation(tasks, new Endings(tasks, messages, clock, log));
            Callable<Boolean> cancel = () -> {
                try {
                    cancellation.cancel(task);
                    return true;
                } catch (ImagegenException e) {
                    assertEquals(ErrorCode.TASK_STARTED, e.error().code());
                    return false;
                }
            };
            Callable<Boolean> work = () -> {
                worker(Steps.unwatched()).run(new Job.Advance(task.id()));
                return engine.drawings().size() > before;
            };
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var both = threads.invokeAll(i % 2 == 0 ? List.of(cancel, work) : List.of(work, cancel));
                assertEquals(1, List.of(both.get(0).get(), both.get(1).get()).stream().filter(won -> won).count());
                boolean isCancelled = both.get(i % 2).get();
                assertEquals(isCancelled, tasks.find(task.id()).orElseThrow().state() instanceof TaskState.Failed);
                cancelled += isCancelled ? 1 : 0;
            }
        }
        assertEquals(new Balance(OptionalLong.of(1000), 0, 3L * (12 - cancelled), 3L * cancelled, 0),
                ledger.balance(cloud, Samples.MONTH).orElseThrow());
    }

    @Test
    void theJobOfACancelledTaskDoesNothing() {
        Task task = ask().task();
        Task canceled = new Cancellation(tasks, new Endings(tasks, messages, clock, log)).cancel(task);

        worker(Steps.unwatched()).run(new Job.Advance(task.id()));

        assertEquals(List.of(), engine.drawings());
        assertEquals(Optional.of(canceled), tasks.find(task.id()));
        assertTrue(ask().replayed());
        assertFalse(canceled.state().failure().isEmpty());
        assertEquals(4, ledger.balance(cloud, Samples.MONTH).orElseThrow().refunded());
    }
}
