package dev.imagegen.bench.credits;

import dev.imagegen.access.ApiKey;
import dev.imagegen.access.Authenticator;
import dev.imagegen.access.SecretHash;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.aws.DynamoAssetRegistry;
import dev.imagegen.aws.DynamoEventLog;
import dev.imagegen.aws.DynamoKeyStore;
import dev.imagegen.aws.DynamoLedger;
import dev.imagegen.aws.DynamoTaskStore;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ModelName;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.contract.Tier;
import dev.imagegen.credits.Budget;
import dev.imagegen.credits.Plan;
import dev.imagegen.credits.Reservation;
import dev.imagegen.delivery.DeliveryMessages;
import dev.imagegen.flow.AssetEvents;
import dev.imagegen.flow.Endings;
import dev.imagegen.log.Log;
import dev.imagegen.task.Ids;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.Order;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.time.Sleeper;
import dev.imagegen.webhook.CloudinaryEvent;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the table is asked for a request, who it is, by which plan, and the reservation; and then for its image. */
final class Front {

    static final String CLOUD = "bench";

    private static final String KEY = "bench-key";
    private static final String SECRET = "bench-secret";
    private static final String HEADER =
            "Basic " + Base64.getEncoder().encodeToString((KEY + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    private static final Order ORDER = new Order(
            Operation.TEXT_TO_IMAGE, new ModelName("flux", Tier.PREMIUM, "flux-2-pro"), "a lighthouse at night", 1024, 1024,
            ImageFormat.PNG, OptionalLong.empty(), Target.DEFAULT, List.of(), Optional.empty());
    private static final URI DELIVERY = URI.create("https://example.com");
    private static final URI ADDRESS = URI.create("https://example.com/image.png");

    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final Ids ids = new Ids(clock, random);
    private final Authenticator authenticator;
    private final DynamoLedger ledger;
    private final DynamoTaskStore tasks;
    private final Endings endings;
    private final AssetEvents events;

    Front(DynamoDbClient dynamo, String table) {
        var keys = new DynamoKeyStore(dynamo, table, Sleeper.ofThread(), random);
        keys.put(ApiKey.root(KEY, CLOUD, clock.instant(), SecretHash.of(SECRET, random)));
        authenticator = new Authenticator(keys, SecretHash.of("nobody's", random));
        ledger = new DynamoLedger(dynamo, table);
        ledger.setPlan(CLOUD, new Plan.Paid(OptionalLong.of(1_000_000_000)));
        tasks = new DynamoTaskStore(dynamo, table, Sleeper.ofThread(), random);
        var log = new Log(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), clock);
        JobQueue unread = (_, _, _) -> { };
        endings = new Endings(tasks, new DeliveryMessages(unread, log), clock, log);
        events = new AssetEvents(tasks, new DynamoAssetRegistry(dynamo, table), unread, new DynamoEventLog(dynamo, table), endings, DELIVERY, clock, log);
    }

    Task accept() {
        ApiKey caller = authenticator.authenticate(HEADER, CLOUD);
        Plan plan = ledger.plan(caller.cloud()).orElseThrow();
        Instant now = clock.instant();
        var budget = Budget.of(plan.allowance(0));
        Task task = new Task(ids.next(), CLOUD, caller.id(), ids.next(), ORDER, List.of(),
                new Reservation(YearMonth.from(now.atZone(ZoneOffset.UTC)), 3, budget), now, now.plus(Duration.ofDays(35)), 0, 0,
                new TaskState.Queued(now.plus(Duration.ofMinutes(2))));
        tasks.accept(task);
        return task;
    }

    /** One image of a free engine from its request to its end, and what the store then tells of it. */
    void image() {
        Task queued = tasks.find(accept().id()).orElseThrow();
        Instant now = clock.instant();
        Task claimed = queued.claimed("bench", now, now.plus(Duration.ofSeconds(40)));
        tasks.replace(queued, claimed);
        String asset = ids.next();
        var storage = new Storage.Managed(ADDRESS, asset, "imagegen/" + claimed.id(), 1);
        endings.complete(claimed, new StoredAsset(asset, storage, ImageFormat.PNG, 1024, 1024, 1, List.of()), OptionalLong.empty(),
                OptionalLong.empty(), List.of());
        events.apply(ids.next(), new CloudinaryEvent.Uploaded(asset, storage.publicId(), 1, ADDRESS, "png", 1024, 1024, 1, "upload",
                Optional.of(claimed.id()), List.of()), Optional.empty());
    }
}
