package dev.imagegen.aws;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.access.ApiKey;
import dev.imagegen.access.SecretHash;
import dev.imagegen.asset.StoreException;
import dev.imagegen.audit.Audit;
import dev.imagegen.audit.Finding;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Resolver;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.ModelSelection;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.RequestReader;
import dev.imagegen.contract.Tier;
import dev.imagegen.credits.Balance;
import dev.imagegen.delivery.DeliveryMessages;
import dev.imagegen.delivery.SigningSecret;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.Upstream;
import dev.imagegen.flow.Acceptance;
import dev.imagegen.flow.Drafts;
import dev.imagegen.flow.Generation;
import dev.imagegen.flow.GenerationParts;
import dev.imagegen.flow.Recipients;
import dev.imagegen.flow.References;
import dev.imagegen.flow.Steps;
import dev.imagegen.flow.Sweep;
import dev.imagegen.image.PixelRoom;
import dev.imagegen.log.Log;
import dev.imagegen.net.ReceiverRules;
import dev.imagegen.task.Ids;
import dev.imagegen.task.Job;
import dev.imagegen.task.Once;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.InMemoryAssets;
import dev.imagegen.testing.InMemoryWebhookSettings;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Png;
import dev.imagegen.testing.RecordingJobs;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.ScriptedEngine;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One request at the real stores, from its client, who sends it until it is accepted, to the end of its task. */
final class TableLife {

    /** How its image is made. */
    enum Way {
        /** Here and now, for nothing. */
        FREE,
        /** By a paid call that answers with it. */
        PAID,
        /** By a paid call, and it has to be asked for. */
        ASKED,
        /** By a paid call, while the store is down for a minute. */
        STORE_DOWN;

        boolean free() {
            return this == FREE;
        }
    }

    /** @param name of a table that these lives have to themselves */
    record Table(DynamoDbClient client, String name) {
        List<Finding> audit() {
            return new Audit(new DynamoBooks(client, name), new MutableClock(MutableClock.START.plus(Duration.ofDays(1)))).run();
        }
    }

    private static final String BODY = "{\"prompt\": \"a lamp\", \"async\": true, \"notification_url\": \"https://example.com/hook\"}";
    private static final URI ASK_AT = URI.create("https://api.example.com/1");

    private final MutableClock clock = new MutableClock();
    private final Log log = new Log(new PrintStream(OutputStream.nullOutputStream()), clock);
    private final String cloud = "cloud-" + Samples.id();
    private final ApiKey caller = ApiKey.root("key-" + cloud, cloud, MutableClock.START, SecretHash.of("s", new Random(1)));
    private final RecordingJobs jobs = new RecordingJobs();
    private final InMemoryAssets assets = new InMemoryAssets();
    private final ScriptedEngine engine;
    private final FaultyDynamo dynamo;
    private final DynamoTaskStore tasks;
    private final Acceptance acceptance;
    private final Generation generation;
    private final Sweep sweep;
    private final DynamoLedger ledger;
    private final DynamoNotificationStore notifications;
    private final List<Runnable> beats = new ArrayList<>();
    private Task task;

    TableLife(Table table, Way way) {
        dynamo = new FaultyDynamo(table.client());
        tasks = new DynamoTaskStore(dynamo, table.name(), pause -> { }, new SecureRandom());
        ledger = new DynamoLedger(dynamo, table.name());
        notifications = new DynamoNotificationStore(dynamo, table.name());
        var settings = new InMemoryWebhookSettings();
        settings.change(cloud, old -> old.withSecret(new SigningSecret("1", "whsec_QUJD", clock.instant())));
        var messages = new DeliveryMessages(new RecordingJobs(), log);
        acceptance = new Acceptance(
                new Drafts(new Resolver(Catalog.load(), new ModelSelection.ByFamily("flux", Tier.STANDARD), model -> true),
                        new Recipients(settings, ReceiverRules.of(false)), tasks, new DynamoAssetRegistry(dynamo, table.name()), clock),
                tasks, jobs, messages, ledger, 50, Duration.ofDays(30), new Ids(clock, new SecureRandom()), clock, log);
        engine = new ScriptedEngine("bfl", way.free());
        engine.does(drawing -> generate(way, drawing));
        engine.answers(upstream -> image(512, 512));
        if (way == Way.STORE_DOWN) {
            assets.failOnce(new StoreException(true, "The store cannot be reached.", null));
            assets.failOnce(new StoreException(true, "The store cannot be reached.", null));
        }
        References references = new References(assets, new DynamoAssetRegistry(dynamo, table.name()), uri -> {
            throw new IllegalStateException("No test goes out to " + uri);
        });
        generation = new GenerationParts(tasks, jobs, messages, Catalog.load(),
                new Engines(model -> List.of("bfl"), Map.of("bfl", engine), Map.of("bfl", 2)),
                new DynamoCapacity(dynamo, table.name(), new SecureRandom()), references, assets,
                new DynamoAssetRegistry(dynamo, table.name()), new DynamoRefusalStore(dynamo, table.name()), ledger,
                new DynamoSpool(dynamo, table.name()), Duration.ofHours(1), new PixelRoom(64_000_000), (interval, beat) -> {
                    beats.add(beat);
                    return () -> beats.remove(beat);
                }, Runnable::run, Steps.unwatched(), pause -> { }, clock, clock::nanos,
                new Random(1), log).generation();
        sweep = new Sweep(tasks, jobs, assets, clock, log);
    }

    /** Its worker lives, and says so once before it has the answer. */
    private Progress generate(Way way, Drawing drawing) {
        clock.advance(Duration.ofSeconds(10));
        List.copyOf(beats).forEach(Runnable::run);
        return way == Way.ASKED
                ? new Pending(new Upstream("bfl", "job-1", ASK_AT, clock.instant(), OptionalLong.empty()))
                : image(drawing.width(), drawing.height());
    }

    private static Picture image(int width, int height) {
        return new Picture(Png.of(width, height), OptionalLong.of(1));
    }

    void failing(FaultyDynamo.Fault fault, int number, int times) {
        dynamo.fail(fault, number, times);
    }

    /** @return how many writes it took */
    int live() {
        accept();
        for (int minutes = 0; !task().state().terminal(); minutes++) {
            assertTrue(minutes < 60, () -> "It does not end: " + task());
            work();
        }
        return dynamo.writes();
    }

    private void accept() {
        var once = Once.of(cloud, caller.id(), "order-1", Operation.TEXT_TO_IMAGE, Json.parse(BODY), MutableClock.START);
        var reading = RequestReader.read(Operation.TEXT_TO_IMAGE, BODY.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; task == null; i++) {
            try {
                task = acceptance.accept(caller, reading, Optional.of(once), "request-" + i).task();
            } catch (RuntimeException e) {
                // Its client gets a 500, and sends it again under the same key.
                assertTrue(i < 10, e::toString);
            }
        }
    }

    /** All messages that are there come, then a minute goes by, then the sweep. */
    private void work() {
        for (var sent : jobs.take()) {
            clock.advance(sent.delay());
            try {
                generation.run((Job.Advance) sent.job());
            } catch (RuntimeException e) {
                // The message comes again when its worker is taken for dead.
                jobs.send(sent.job(), task, Duration.ofMinutes(1));
            }
        }
        clock.advance(Duration.ofMinutes(1));
        sweep.run(Duration.ofMinutes(1));
    }

    Task task() {
        return tasks.find(task.id()).orElseThrow();
    }

    boolean isStored(TaskState.Completed completed) {
        return assets.fetch(completed.assetId()).isPresent();
    }

    int calls() {
        return engine.drawings().size();
    }

    Balance balance() {
        return ledger.balance(cloud, YearMonth.of(2026, 11)).orElseThrow();
    }

    boolean isNotificationOwed() {
        return notifications.find(task.id()).isPresent();
    }
}
