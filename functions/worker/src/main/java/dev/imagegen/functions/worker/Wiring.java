package dev.imagegen.functions.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imagegen.asset.AssetStore;
import dev.imagegen.asset.cloudinary.CloudinarySettings;
import dev.imagegen.asset.cloudinary.CloudinaryStore;
import dev.imagegen.aws.AwsClients;
import dev.imagegen.aws.DynamoTaskStore;
import dev.imagegen.aws.Environment;
import dev.imagegen.aws.Secret;
import dev.imagegen.aws.SqsJobQueue;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.Sleeper;
import dev.imagegen.engine.sandbox.SandboxEngine;
import dev.imagegen.flow.Claims;
import dev.imagegen.flow.Endings;
import dev.imagegen.flow.Generation;
import dev.imagegen.flow.References;
import dev.imagegen.flow.Sweep;
import dev.imagegen.log.Log;
import dev.imagegen.net.Fetcher;
import dev.imagegen.task.Ids;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.TaskStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the function is made of, wired by hand. The ports are the parameters, so that tests put others in their place.
 *
 * @param foreign the hardened way to addresses that callers name
 * @param random a secure one
 */
record Wiring(
        TaskStore tasks, JobQueue jobs, ImageEngine engine, AssetStore assets, Function<URI, byte[]> foreign,
        Duration temporaryLife, Duration timeout, Clock clock, RandomGenerator random, Log log) {

    static Wiring real(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        AwsClients clients = new AwsClients(environment);
        DynamoDbClient dynamo = clients.dynamoDb();
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        return new Wiring(
                new DynamoTaskStore(dynamo, environment.text("TABLE_NAME"), Sleeper.ofThread(), random),
                new SqsJobQueue(clients.sqs(), environment.text("JOBS_QUEUE_URL")),
                engine(environment),
                cloudinary(environment, clients, clock),
                uri -> Fetcher.ofPublicInternet().get(uri),
                Duration.ofMinutes(environment.number("TEMPORARY_ASSET_MINUTES")),
                environment.seconds("WORKER_TIMEOUT_SECONDS"),
                clock,
                random,
                new Log(System.out, clock));
    }

    private static ImageEngine engine(Environment environment) {
        String name = environment.text("ENGINE");
        return switch (name) {
            case "sandbox" -> new SandboxEngine(true, Sleeper.ofThread());
            default -> throw new IllegalStateException("ENGINE is '" + name + "'; there is: sandbox");
        };
    }

    private static AssetStore cloudinary(Environment environment, AwsClients clients, Clock clock) {
        var settings = new CloudinarySettings(
                URI.create(environment.text("CLOUDINARY_API_BASE")),
                environment.text("CLOUD_NAME"),
                environment.text("CLOUDINARY_API_KEY"),
                new Secret(environment.text("CLOUDINARY_SECRET"), clients::secret, clock).get(),
                CloudinarySettings.DEFAULT_TIMEOUT);
        return new CloudinaryStore(settings, HttpClient.newHttpClient(), new ObjectMapper(), clock, Sleeper.ofThread()::sleep);
    }

    Batch batch() {
        Endings endings = new Endings(tasks, clock, log);
        Claims claims = new Claims(tasks, engine, endings, new Ids(clock, random), clock, log);
        References references = new References(assets, foreign);
        return new Batch(
                new Generation(claims, endings, tasks, jobs, Catalog.load(), engine, references, assets, temporaryLife,
                        clock, log),
                log);
    }

    Sweep sweep() {
        return new Sweep(tasks, jobs, assets, clock, log);
    }
}
