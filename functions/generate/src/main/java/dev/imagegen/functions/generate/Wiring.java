package dev.imagegen.functions.generate;

import dev.imagegen.access.Authenticator;
import dev.imagegen.access.KeyStore;
import dev.imagegen.access.RateLimiter;
import dev.imagegen.access.SecretHash;
import dev.imagegen.asset.AssetRegistry;
import dev.imagegen.aws.AwsClients;
import dev.imagegen.aws.DynamoAssetRegistry;
import dev.imagegen.aws.DynamoCapacity;
import dev.imagegen.aws.DynamoKeyStore;
import dev.imagegen.aws.DynamoLedger;
import dev.imagegen.aws.DynamoNotificationStore;
import dev.imagegen.aws.DynamoRateLimiter;
import dev.imagegen.aws.DynamoTaskHistory;
import dev.imagegen.aws.DynamoTaskStore;
import dev.imagegen.aws.DynamoWebhookSettingsStore;
import dev.imagegen.aws.Environment;
import dev.imagegen.aws.SqsJobQueue;
import dev.imagegen.capacity.Capacity;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Resolver;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Operation;
import dev.imagegen.credits.Ledger;
import dev.imagegen.delivery.DeliveryMessages;
import dev.imagegen.delivery.NotificationStore;
import dev.imagegen.delivery.Redelivery;
import dev.imagegen.delivery.WebhookSettingsStore;
import dev.imagegen.flow.Acceptance;
import dev.imagegen.flow.Cancellation;
import dev.imagegen.flow.Drafts;
import dev.imagegen.flow.DryRun;
import dev.imagegen.flow.Endings;
import dev.imagegen.flow.EngineHealth;
import dev.imagegen.flow.History;
import dev.imagegen.flow.Quota;
import dev.imagegen.flow.Recipients;
import dev.imagegen.flow.Waiting;
import dev.imagegen.log.Log;
import dev.imagegen.task.Ids;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.TaskHistory;
import dev.imagegen.task.TaskStore;
import dev.imagegen.time.Sleeper;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What the function is made of, wired by hand. The ports are the parameters, so that tests put others in their place.
 *
 * @param random a secure one
 */
record Wiring(
        Deployment deployment, KeyStore keys, RateLimiter rates, TaskStore tasks, AssetRegistry registry, TaskHistory history, Ledger ledger,
        Capacity capacity, JobQueue jobs, Webhooks webhooks, Clock clock, Sleeper sleeper, RandomGenerator random, Log log) {

    /** What telling clients is made of. @param queue the one of notifications */
    record Webhooks(NotificationStore notifications, WebhookSettingsStore settings, JobQueue queue) {}

    private static final String BASE = "/v2/generate/{cloud_name}/";

    static Wiring real(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        AwsClients clients = new AwsClients(environment);
        DynamoDbClient dynamo = clients.dynamoDb();
        String table = environment.text("TABLE_NAME");
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        SqsClient sqs = clients.sqs();
        return new Wiring(
                new Deployment(environment),
                new DynamoKeyStore(dynamo, table, Sleeper.ofThread(), random),
                new DynamoRateLimiter(dynamo, table, clock),
                new DynamoTaskStore(dynamo, table, Sleeper.ofThread(), random),
                new DynamoAssetRegistry(dynamo, table),
                new DynamoTaskHistory(dynamo, table, Sleeper.ofThread()),
                new DynamoLedger(dynamo, table),
                new DynamoCapacity(dynamo, table, random),
                new SqsJobQueue(sqs, environment.text("JOBS_QUEUE_URL")),
                new Webhooks(
                        new DynamoNotificationStore(dynamo, table),
                        new DynamoWebhookSettingsStore(dynamo, table),
                        new SqsJobQueue(sqs, environment.text("NOTIFICATIONS_QUEUE_URL"))),
                clock,
                Sleeper.ofThread(),
                random,
                new Log(System.out, clock));
    }

    private Ids ids() {
        return new Ids(clock, random);
    }

    Dispatcher dispatcher() {
        return new Dispatcher(router(), deployment.cors(), ids(), clock, log);
    }

    private Router router() {
        Entrance entrance = new Entrance(new Authenticator(keys, SecretHash.of("nobody's", random)), rates, clock);
        RootAccess root = new RootAccess(entrance);
        TaskAnswers answers = new TaskAnswers(new Quota(ledger, log));
        VisibleTasks visible = new VisibleTasks(entrance, tasks, clock);
        Map<String, Route> routes = new HashMap<>();
        routes.put("POST " + BASE + "delivery_urls", new DeliveryUrlRoute(entrance, tasks, deployment.deliveryBase(), clock));
        Catalog catalog = deployment.catalog();
        routes.putAll(generation(catalog, entrance, answers));
        routes.put("GET " + BASE + "models", new ModelsRoute(entrance, catalog, deployment.defaultModel()));
        routes.put("GET " + BASE + "tasks", new HistoryRoute(entrance, new History(history, clock)));
        routes.put("GET " + BASE + "tasks/{task_id}", call -> answers.state(visible.of(call), call));
        routes.put("DELETE " + BASE + "tasks/{task_id}", cancel(visible, answers));
        routes.putAll(deliveries(visible));
        routes.putAll(settings(root));
        routes.putAll(keys(root));
        routes.putAll(credits(entrance, root));
        routes.put("GET /health", Wiring::health);
        routes.put("GET /openapi.json", new Document("openapi.json"));
        routes.put("GET /console", new ConsolePage(deployment.cloud(), deployment.deliveryBase()));
        return new Router(routes);
    }

    private Route cancel(VisibleTasks visible, TaskAnswers answers) {
        var cancellation = new Cancellation(tasks, new Endings(tasks, messages(), clock, log));
        return call -> answers.state(cancellation.cancel(visible.of(call)), call);
    }

    private Map<String, Route> deliveries(VisibleTasks visible) {
        var deliveries = new DeliveryRoutes(
                visible, webhooks.notifications(), new Redelivery(webhooks.notifications(), messages(), clock));
        return Map.of(
                "GET " + BASE + "tasks/{task_id}/deliveries", deliveries::read,
                "POST " + BASE + "tasks/{task_id}/deliveries", deliveries::again);
    }

    private Map<String, Route> settings(RootAccess access) {
        var settings = new WebhookSettingsRoutes(access, webhooks.settings(), deployment.receivers(), log);
        var secrets = new SecretRoutes(access, webhooks.settings(), clock, random, log);
        return Map.of(
                "GET " + BASE + "webhook_settings", settings::read,
                "PUT " + BASE + "webhook_settings", settings::write,
                "POST " + BASE + "webhook_settings/secrets", secrets::make,
                "DELETE " + BASE + "webhook_settings/secrets/{secret_id}", secrets::drop);
    }

    private Map<String, Route> keys(RootAccess access) {
        var routes = new KeyRoutes(access, keys, deployment::catalog, clock, random, log);
        return Map.of(
                "GET " + BASE + "keys", routes::list,
                "POST " + BASE + "keys", routes::make,
                "DELETE " + BASE + "keys/{api_key}", routes::delete);
    }

    private Map<String, Route> credits(Entrance entrance, RootAccess root) {
        var plan = new PlanRoutes(root, ledger, deployment.freeCredits(), log);
        return Map.of(
                "GET " + BASE + "plan", plan::read,
                "PUT " + BASE + "plan", plan::write,
                "GET " + BASE + "usage", new UsageRoute(entrance, ledger, deployment.freeCredits(), clock));
    }

    private Map<String, Route> generation(Catalog catalog, Entrance entrance, TaskAnswers answers) {
        var health = new EngineHealth(deployment.engines(), capacity, clock, log);
        var drafts = new Drafts(
                new Resolver(catalog, deployment.defaultModel(), health, health::today),
                new Recipients(webhooks.settings(), deployment.receivers()), tasks, registry, clock);
        var dryRun = new DryRunAnswers(new DryRun(drafts, ledger, deployment.freeCredits(), clock));
        Acceptance acceptance = acceptance(drafts);
        Map<String, Route> routes = new HashMap<>();
        for (Operation operation : Operation.values()) {
            routes.put("POST " + BASE + operation.wireName(), new GenerationRoute(
                    operation, entrance, new IdempotencyKey(clock), dryRun, acceptance,
                    new Waiting(tasks, sleeper, clock, log), new WaitTime(deployment.longestWaits()), answers));
        }
        return routes;
    }

    private Acceptance acceptance(Drafts drafts) {
        return new Acceptance(
                drafts,
                tasks,
                jobs,
                messages(),
                ledger,
                deployment.freeCredits(),
                deployment.retention(),
                ids(),
                clock,
                log);
    }

    private DeliveryMessages messages() {
        return new DeliveryMessages(webhooks.queue(), log);
    }

    private static Answer health(Call call) {
        return Answer.envelope(200, Json.object().put("status", "ok"), List.of(), call.requestId());
    }
}
