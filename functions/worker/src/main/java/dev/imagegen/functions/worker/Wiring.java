package dev.imagegen.functions.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imagegen.asset.AssetRegistry;
import dev.imagegen.asset.AssetStore;
import dev.imagegen.asset.RefusalStore;
import dev.imagegen.asset.cloudinary.CloudinarySettings;
import dev.imagegen.asset.cloudinary.CloudinaryStore;
import dev.imagegen.audit.Audit;
import dev.imagegen.audit.Books;
import dev.imagegen.audit.ScheduledAudit;
import dev.imagegen.aws.AwsClients;
import dev.imagegen.aws.DeployedCloud;
import dev.imagegen.aws.DynamoAssetRegistry;
import dev.imagegen.aws.DynamoBooks;
import dev.imagegen.aws.DynamoCapacity;
import dev.imagegen.aws.DynamoLedger;
import dev.imagegen.aws.DynamoRefusalStore;
import dev.imagegen.aws.DynamoSpool;
import dev.imagegen.aws.DynamoTaskStore;
import dev.imagegen.aws.Environment;
import dev.imagegen.aws.Secret;
import dev.imagegen.aws.SqsJobQueue;
import dev.imagegen.capacity.Capacity;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.credits.Ledger;
import dev.imagegen.delivery.LostMessages;
import dev.imagegen.engine.Engines;
import dev.imagegen.flow.EarlyEvents;
import dev.imagegen.flow.Endings;
import dev.imagegen.flow.GenerationParts;
import dev.imagegen.flow.Heartbeat;
import dev.imagegen.flow.References;
import dev.imagegen.flow.Steps;
import dev.imagegen.flow.Sweep;
import dev.imagegen.image.PixelRoom;
import dev.imagegen.log.Log;
import dev.imagegen.net.Fetcher;
import dev.imagegen.spool.Spool;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.TaskStore;
import dev.imagegen.time.Sleeper;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the function is made of, wired by hand. The ports are the parameters, so that tests put others in their place.
 *
 * @param foreign the hardened way to addresses that callers name
 * @param delivery scheme and host under which the store delivers images
 * @param ticker nanoseconds from any origin
 * @param random a secure one
 * @param deployment writes down which cloud this deployment serves
 */
record Wiring(
        TaskStore tasks, AssetRegistry registry, Books books, JobQueue jobs, DeliveryParts telling, Catalog catalog, Engines engines,
        Capacity capacity, Ledger ledger, Spool spool, AssetStore assets, RefusalStore refusals, Function<URI, byte[]> foreign,
        Duration temporaryLife, URI delivery, Steps steps, Sleeper sleeper, Clock clock, LongSupplier ticker, RandomGenerator random,
        Runnable deployment, Log log) {

    /** The pictures that fit the function's memory at once: one of 4096 x 4096 takes a quarter of a gigabyte on its way. */
    private static final int PIXELS_AT_ONCE = 51_000_000;

    static Wiring real(Map<String, String> variables, Steps steps, Clock clock) {
        Environment environment = new Environment(variables);
        AwsClients clients = new AwsClients(environment);
        DynamoDbClient dynamo = clients.dynamoDb();
        SecureRandom random = new SecureRandom();
        JobQueue jobs = new SqsJobQueue(clients.sqs(), environment.text("JOBS_QUEUE_URL"));
        CloudinarySettings cloudinary = cloudinary(environment, clients, clock);
        AssetStore assets = new CloudinaryStore(
                cloudinary, HttpClient.newHttpClient(), new ObjectMapper(), clock, Sleeper.ofThread());
        EngineSetup setup = new EngineSetup(environment, clients, cloudinary, assets, jobs, clock);
        return new Wiring(
                new DynamoTaskStore(dynamo, environment.text("TABLE_NAME"), Sleeper.ofThread(), random),
                new DynamoAssetRegistry(dynamo, environment.text("TABLE_NAME")),
                new DynamoBooks(dynamo, environment.text("TABLE_NAME")),
                jobs,
                DeliveryParts.real(environment, clients, dynamo),
                setup.catalog(),
                setup.engines(),
                new DynamoCapacity(dynamo, environment.text("TABLE_NAME"), random),
                new DynamoLedger(dynamo, environment.text("TABLE_NAME")),
                new DynamoSpool(dynamo, environment.text("TABLE_NAME")),
                assets,
                new DynamoRefusalStore(dynamo, environment.text("TABLE_NAME")),
                uri -> Fetcher.ofPublicInternet().get(uri),
                Duration.ofMinutes(environment.number("TEMPORARY_ASSET_MINUTES")),
                URI.create(environment.text("DELIVERY_BASE")),
                steps,
                Sleeper.ofThread(),
                clock,
                System::nanoTime,
                random,
                () -> new DeployedCloud(dynamo, environment.text("TABLE_NAME")).record(environment.text("CLOUD_NAME")),
                new Log(System.out, clock));
    }

    private static CloudinarySettings cloudinary(Environment environment, AwsClients clients, Clock clock) {
        return new CloudinarySettings(
                URI.create(environment.text("CLOUDINARY_API_BASE")),
                environment.text("CLOUD_NAME"),
                environment.text("CLOUDINARY_API_KEY"),
                new Secret(environment.text("CLOUDINARY_SECRET"), clients::secret, clock),
                CloudinarySettings.DEFAULT_TIMEOUT);
    }

    Batch batch() {
        return new Batch(
                new GenerationParts(tasks, jobs, telling.messages(log), catalog, engines, capacity,
                        new References(assets, registry, foreign), assets, registry, refusals, ledger, spool, temporaryLife,
                        new PixelRoom(PIXELS_AT_ONCE), Heartbeat.onVirtualThreads(), Thread::startVirtualThread, steps, sleeper,
                        clock, ticker, random, log)
                        .generation(),
                telling.deliveries(tasks, clock, log), assets,
                new EarlyEvents(tasks, registry, jobs, new Endings(tasks, telling.messages(log), clock, log), delivery, clock, log),
                new ScheduledAudit(new Audit(books, clock), log), log);
    }

    Sweep sweep() {
        return new Sweep(tasks, jobs, assets, clock, log);
    }

    LostMessages lostMessages() {
        return telling.lostMessages(clock, log);
    }
}
