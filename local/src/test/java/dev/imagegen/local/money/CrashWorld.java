package dev.imagegen.local.money;

import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.asset.Upload;
import dev.imagegen.asset.cloudinary.CloudinarySettings;
import dev.imagegen.asset.cloudinary.CloudinaryStore;
import dev.imagegen.aws.DynamoLedger;
import dev.imagegen.aws.DynamoTaskStore;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.ReferenceImage;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Budget;
import dev.imagegen.credits.Reservation;
import dev.imagegen.flow.Sweep;
import dev.imagegen.local.cloudinary.Account;
import dev.imagegen.local.cloudinary.CloudinaryEmulator;
import dev.imagegen.local.cloudinary.EmulatorSettings;
import dev.imagegen.local.cloudinary.Route;
import dev.imagegen.local.providers.Call;
import dev.imagegen.local.providers.Gradient;
import dev.imagegen.local.providers.Provider;
import dev.imagegen.local.providers.ProviderServer;
import dev.imagegen.local.providers.Reply;
import dev.imagegen.local.providers.bfl.BflEmulator;
import dev.imagegen.local.providers.ideogram.IdeogramEmulator;
import dev.imagegen.local.providers.openai.OpenAiEmulator;
import dev.imagegen.local.providers.recraft.RecraftEmulator;
import dev.imagegen.local.system.CloudinaryStarter;
import dev.imagegen.local.system.Options;
import dev.imagegen.local.system.Surroundings;
import dev.imagegen.log.Log;
import dev.imagegen.task.Ids;
import dev.imagegen.task.Order;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.time.Sleeper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
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
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** All that is around the worker, and outlives it: the table, Cloudinary, and the providers, who keep every order. */
final class CrashWorld implements AutoCloseable {

    static final long LIMIT = 100;
    static final long CREDITS = 8;

    private static final String CLOUD = "demo";
    private static final String KEY = "key";
    private static final String SECRET = "secret";
    private static final YearMonth MONTH = YearMonth.now(ZoneOffset.UTC);
    private static final int FOR_GOOD = 1_000_000;
    private static final int MANY = 60;

    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final Ids ids = new Ids(clock, random);
    private final Catalog catalog = Catalog.load();
    private final Queue<String> orders = new ConcurrentLinkedQueue<>();
    private final CloudinaryEmulator cloudinary;
    private final ProviderServer providers;
    private final Surroundings surroundings;
    private final DynamoDbClient dynamo;
    private final DynamoTaskStore tasks;
    private final TaskEnds ends;
    private final DynamoLedger ledger;
    private final CloudinaryStore assets;
    private final String reference;
    private final int ceiling;

    CrashWorld() throws IOException {
        // They stand still with more pictures at once than a deployment has in progress.
        this(MANY);
    }

    /** @param ceiling of OpenAI and of the add-on */
    CrashWorld(int ceiling) throws IOException {
        this.ceiling = ceiling;
        cloudinary = CloudinaryEmulator.start(new EmulatorSettings(0, Map.of(CLOUD, new Account(KEY, SECRET)),
                Optional.empty(), clock, random, Sleeper.ofThread(), Duration.ZERO)
                .witnessedBy((_, body) -> orders.add(new String(body, StandardCharsets.UTF_8))));
        List<Provider> all = List.of(
                new OpenAiEmulator(KEY, clock, Sleeper.ofThread()),
                new RecraftEmulator(KEY, clock, Sleeper.ofThread()),
                new BflEmulator(KEY, clock, random, Duration.ZERO, BflEmulator.ADDRESS_LIFE, BflEmulator.CEILING),
                new IdeogramEmulator(
                        KEY, clock, random, Duration.ZERO, IdeogramEmulator.ADDRESS_LIFE, IdeogramEmulator.CEILING));
        providers = ProviderServer.start(0, all.stream().<Provider>map(p -> new Witnessed(p, orders)).toList());
        Path root = Path.of(System.getProperty("imagegen.root"));
        var options = new Options(root.resolve("template.yaml"), parameters(all, ceiling), 0, Optional.empty(),
                Path.of(System.getProperty("imagegen.dynamodb.lib")), Map.of());
        surroundings = Surroundings.start(options, URI.create("http://127.0.0.1:1"),
                CloudinaryStarter.elsewhere(cloudinary.baseUrl()), (client, table) -> { });
        dynamo = surroundings.endpoints().dynamoDbClient();
        String table = environment(false).get("TABLE_NAME");
        ends = new TaskEnds(surroundings.endpoints(), dynamo, table);
        tasks = new DynamoTaskStore(dynamo, table, Sleeper.ofThread(), random);
        ledger = new DynamoLedger(dynamo, table);
        assets = new CloudinaryStore(
                new CloudinarySettings(cloudinary.baseUrl(), CLOUD, KEY, () -> SECRET, Duration.ofMinutes(2)),
                HttpClient.newHttpClient(), new ObjectMapper(), clock, Sleeper.ofThread());
        reference = assets.store(new Upload(ids.next(), Gradient.of(256, 256, ImageFormat.PNG, 7), ImageFormat.PNG,
                Target.DEFAULT, clock.instant())).assetId();
    }

    /** Keeps the body of every request that is no question. */
    private record Witnessed(Provider provider, Queue<String> orders) implements Provider {
        @Override
        public String name() {
            return provider.name();
        }

        @Override
        public Reply answer(Call call) throws InterruptedException {
            if (call.method().equals("POST")) {
                orders.add(call.text());
            }
            return provider.answer(call);
        }

        @Override
        public int paid() {
            return provider.paid();
        }
    }

    private Map<String, String> parameters(List<Provider> all, int ceiling) {
        ObjectNode keys = Json.object();
        ObjectNode settings = Json.object();
        for (Provider provider : all) {
            keys.put(provider.name(), KEY);
            settings.putObject(provider.name())
                    .put("base_url", providers.base(provider.name()).toString());
        }
        settings.withObject("/openai").put("ceiling", ceiling);
        return Map.of(
                "CloudName", CLOUD,
                "CloudinaryApiKey", KEY,
                "CloudinarySecret", "plain:" + SECRET,
                "WebhookSecret", "plain:" + SECRET,
                "Engine", "direct",
                "NanoBananaEngine", "sandbox",
                // Longer than the hour of the worker that comes after, so that its pictures can be looked at.
                "TemporaryAssetMinutes", "180",
                "ProviderKeys", "plain:" + Json.write(keys),
                "ProviderSettings", Json.write(settings));
    }

    /** The worker's variables, and those of the webhook function. @param addOn true if it makes everything with the add-on */
    Map<String, String> environment(boolean addOn) {
        Map<String, String> environment = new HashMap<>();
        surroundings.functions().stream()
                .filter(function -> Set.of("WorkerFunction", "WebhookFunction").contains(function.id()))
                .map(surroundings::environment)
                .forEach(environment::putAll);
        if (addOn) {
            environment.keySet().removeIf(name -> name.startsWith("ENGINE"));
            environment.put("ENGINE", "cloudinary");
            environment.put("PROVIDER_SETTINGS", "{\"cloudinary\": {\"ceiling\": %d}}".formatted(ceiling));
        }
        return environment;
    }

    void storeIsDown() {
        cloudinary.failNext(Route.UPLOAD, FOR_GOOD, 503);
    }

    void storeIsUp() {
        cloudinary.failNext(Route.UPLOAD, 0, 503);
    }

    /** A queued task. Its cloud is its own, so that the ledger of that cloud tells of nothing else. */
    Task accepted(CrashCase killed) {
        Instant now = clock.instant();
        Model model = catalog.find(killed.maker().model()).orElseThrow();
        List<ReferenceImage> references =
                killed.maker().references() ? List.of(new ReferenceImage.ByAssetId(reference)) : List.of();
        var order = new Order(model.operation(), model.name(), killed.prompt(), killed.maker().side(), killed.maker().side(),
                ImageFormat.PNG, OptionalLong.empty(), killed.maker().temporary() ? new Target.Temporary() : Target.DEFAULT,
                references, Optional.empty());
        String id = ids.next();
        var task = new Task(id, id, KEY, ids.next(), order, List.of(), new Reservation(MONTH, CREDITS, Budget.of(Allowance.limitedTo(LIMIT))),
                now, now.plus(Duration.ofDays(1)), 0, 0, new TaskState.Queued(now.plus(Duration.ofMinutes(2))));
        tasks.accept(task);
        return task;
    }

    TaskState now(Task task) {
        return tasks.find(task.id()).orElseThrow().state();
    }

    /** How often each task ended, by its id. */
    Map<String, Long> ends() {
        return ends.all().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    Balance balance(Task task) {
        return ledger.balance(task.cloud(), MONTH).orElseThrow();
    }

    /** The bytes of an asset, from where it is stored. */
    Optional<byte[]> stored(String assetId) {
        return assets.fetch(assetId);
    }

    /** How often any provider was asked to make this picture. */
    long orders(CrashCase killed) {
        return orders.stream().filter(body -> body.contains(killed.prompt())).count();
    }

    /** How many pictures all providers bill, and the add-on. */
    int paid() {
        return providers.paid() + cloudinary.billed();
    }

    /** A sweep when the time of all temporary pictures is over. */
    void sweepTomorrow() {
        Clock tomorrow = Clock.offset(clock, Duration.ofDays(1));
        new Sweep(tasks, (job, _, _) -> fail("All tasks have ended: " + job), assets, tomorrow, new Log(System.out, tomorrow))
                .run(Duration.ofMinutes(1));
    }

    @Override
    public void close() {
        ends.close();
        dynamo.close();
        surroundings.close();
        providers.close();
        cloudinary.close();
    }
}
