package dev.imagegen.functions.webhook;

import dev.imagegen.asset.AssetRegistry;
import dev.imagegen.aws.AwsClients;
import dev.imagegen.aws.DynamoAssetRegistry;
import dev.imagegen.aws.DynamoEventLog;
import dev.imagegen.aws.DynamoTaskStore;
import dev.imagegen.aws.Environment;
import dev.imagegen.aws.Secret;
import dev.imagegen.aws.SqsJobQueue;
import dev.imagegen.delivery.DeliveryMessages;
import dev.imagegen.flow.AssetEvents;
import dev.imagegen.flow.Endings;
import dev.imagegen.log.Log;
import dev.imagegen.task.EventLog;
import dev.imagegen.task.Ids;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.TaskStore;
import dev.imagegen.time.Sleeper;
import dev.imagegen.webhook.EventReader;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the function is made of, wired by hand. The ports are the parameters, so that tests put others in their place.
 *
 * @param deliveries the queue of what clients are to be told
 * @param delivery scheme and host under which the store delivers images
 */
record Wiring(
        TaskStore tasks, AssetRegistry registry, JobQueue jobs, JobQueue deliveries, EventLog events, URI delivery, Supplier<List<String>> secrets,
        Clock clock, RandomGenerator random, Log log) {

    static Wiring real(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        AwsClients clients = new AwsClients(environment);
        DynamoDbClient dynamo = clients.dynamoDb();
        String table = environment.text("TABLE_NAME");
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        return new Wiring(
                new DynamoTaskStore(dynamo, table, Sleeper.ofThread(), random),
                new DynamoAssetRegistry(dynamo, table),
                new SqsJobQueue(clients.sqs(), environment.text("JOBS_QUEUE_URL")),
                new SqsJobQueue(clients.sqs(), environment.text("NOTIFICATIONS_QUEUE_URL")),
                new DynamoEventLog(dynamo, table),
                URI.create(environment.text("DELIVERY_BASE")),
                new Secret(environment.text("WEBHOOK_SECRET"), clients::secret, clock)::lines,
                clock,
                random,
                new Log(System.out, clock));
    }

    Ids ids() {
        return new Ids(clock, random);
    }

    Notifications notifications() {
        Endings endings = new Endings(tasks, new DeliveryMessages(deliveries, log), clock, log);
        return new Notifications(
                secrets, new EventReader(), new AssetEvents(tasks, registry, jobs, events, endings, delivery, clock, log), clock);
    }
}
