package dev.imagegen.bench.engines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.aws.DynamoTaskStore;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Budget;
import dev.imagegen.credits.Reservation;
import dev.imagegen.local.cloudinary.Account;
import dev.imagegen.local.cloudinary.CloudinaryEmulator;
import dev.imagegen.local.cloudinary.EmulatorSettings;
import dev.imagegen.local.providers.ProviderServer;
import dev.imagegen.local.system.CloudinaryStarter;
import dev.imagegen.local.system.Options;
import dev.imagegen.local.system.Surroundings;
import dev.imagegen.task.Ids;
import dev.imagegen.task.Order;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.time.Sleeper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** All that the worker has around it: embedded DynamoDB and SQS, Cloudinary's emulator, and who makes the pictures. */
final class Around implements AutoCloseable {

    private static final String CLOUD = "bench";
    private static final String ADD_ON = "cloudinary";
    private static final String KEY = "key";
    private static final String SECRET = "secret";
    private static final long CREDITS = 10;

    private final Clock clock = Clock.systemUTC();
    private final Ids ids = new Ids(clock, new SecureRandom());
    private final Catalog catalog = Catalog.load();
    private final Maker maker;
    private final CloudinaryEmulator cloudinary;
    private final ProviderServer providers;
    private final Surroundings surroundings;
    private final DynamoDbClient dynamo;
    private final DynamoTaskStore tasks;
    private final SqsClient sqs;

    Around(Path root, Maker maker) throws IOException {
        this.maker = maker;
        var settings = new EmulatorSettings(0, Map.of(CLOUD, new Account(KEY, SECRET)), Optional.empty(), clock);
        cloudinary = CloudinaryEmulator.start(switch (maker) {
            case Maker.Direct _ -> settings;
            case Maker.AddOn(Duration drawing, int ceiling) -> settings.busyWith(ceiling, drawing);
        });
        providers = ProviderServer.start(0, switch (maker) {
            case Maker.Direct direct -> List.of(direct.provider());
            case Maker.AddOn _ -> List.of();
        });
        var options = new Options(root.resolve("template.yaml"), parameters(), 0, Optional.empty(),
                root.resolve("local/dynamodb/target/lib"), Map.of());
        surroundings = Surroundings.start(options, URI.create("http://127.0.0.1:1"),
                CloudinaryStarter.elsewhere(cloudinary.baseUrl()), (client, table) -> { });
        dynamo = surroundings.endpoints().dynamoDbClient();
        tasks = new DynamoTaskStore(dynamo, environment().get("TABLE_NAME"), Sleeper.ofThread(), new SecureRandom());
        sqs = surroundings.endpoints().sqsClient();
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "CloudName", CLOUD,
                "CloudinaryApiKey", KEY,
                "CloudinarySecret", "plain:" + SECRET,
                "WebhookSecret", "plain:" + SECRET));
        parameters.putAll(switch (maker) {
            case Maker.Direct(Watched provider, int ceiling) -> Map.of(
                    "Engine", "direct",
                    "ProviderKeys", "plain:" + Json.write(Json.object().put(provider.name(), Subject.key())),
                    "ProviderSettings", settings(provider.name(), ceiling, providers.base(provider.name()).toString()));
            case Maker.AddOn(Duration _, int ceiling) -> Map.of(
                    "Engine", ADD_ON,
                    "ProviderSettings", settings(ADD_ON, ceiling, cloudinary.baseUrl().toString()));
        });
        return parameters;
    }

    private static String settings(String engine, int ceiling, String base) {
        ObjectNode settings = Json.object();
        settings.putObject(engine)
                .put("base_url", base)
                .put("ceiling", ceiling);
        return Json.write(settings);
    }

    /** The worker's variables. */
    Map<String, String> environment() {
        return surroundings.functions().stream()
                .filter(function -> function.id().equals("WorkerFunction"))
                .map(surroundings::environment)
                .findFirst()
                .orElseThrow();
    }

    /** What its maker was asked for. */
    Maker.Calls calls() {
        return maker.calls(cloudinary);
    }

    SqsClient sqs() {
        return sqs;
    }

    String jobs() {
        return surroundings.queueUrls().get("JobsQueue");
    }

    /** A queued task, without its job. */
    Task accepted(String modelId, int width, int height, ImageFormat format, String prompt) {
        Instant now = clock.instant();
        Model model = catalog.find(modelId).orElseThrow();
        var order = new Order(model.operation(), model.name(), prompt, width, height, format, OptionalLong.empty(),
                Target.DEFAULT, List.of(), Optional.empty());
        var reservation = new Reservation(YearMonth.from(now.atZone(ZoneOffset.UTC)), CREDITS, Budget.of(Allowance.unlimited()));
        var task = new Task(ids.next(), CLOUD, KEY, ids.next(), order, List.of(), reservation, now,
                now.plus(Duration.ofDays(1)), 0, 0, new TaskState.Queued(now.plus(Duration.ofMinutes(2))));
        tasks.accept(task);
        return task;
    }

    /** How many of them have ended with their picture. */
    long completed(List<Task> of) {
        return of.stream()
                .filter(task -> tasks.find(task.id()).orElseThrow().state() instanceof TaskState.Completed)
                .count();
    }

    @Override
    public void close() {
        sqs.close();
        dynamo.close();
        surroundings.close();
        providers.close();
        cloudinary.close();
    }
}
