package dev.imagegen.functions.worker;

import dev.imagegen.aws.AwsClients;
import dev.imagegen.aws.DynamoLedger;
import dev.imagegen.aws.DynamoNotificationStore;
import dev.imagegen.aws.DynamoWebhookSettingsStore;
import dev.imagegen.aws.Environment;
import dev.imagegen.aws.SqsJobQueue;
import dev.imagegen.credits.Ledger;
import dev.imagegen.delivery.Deliveries;
import dev.imagegen.delivery.DeliveryMessages;
import dev.imagegen.delivery.LostMessages;
import dev.imagegen.delivery.NotificationStore;
import dev.imagegen.delivery.Receiver;
import dev.imagegen.delivery.WebhookSettingsStore;
import dev.imagegen.flow.Quota;
import dev.imagegen.log.Log;
import dev.imagegen.net.Poster;
import dev.imagegen.net.ReceiverRules;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What telling clients is made of.
 *
 * @param queue the one of notifications
 */
record DeliveryParts(
        NotificationStore notifications, WebhookSettingsStore settings, Ledger ledger, Receiver receiver, JobQueue queue) {

    static DeliveryParts real(Environment environment, AwsClients clients, DynamoDbClient dynamo) {
        String table = environment.text("TABLE_NAME");
        Poster poster = Poster.within(ReceiverRules.of(environment.flag("LOCAL_RECEIVERS")));
        return new DeliveryParts(
                new DynamoNotificationStore(dynamo, table),
                new DynamoWebhookSettingsStore(dynamo, table),
                new DynamoLedger(dynamo, table),
                poster::post,
                new SqsJobQueue(clients.sqs(), environment.text("NOTIFICATIONS_QUEUE_URL")));
    }

    DeliveryMessages messages(Log log) {
        return new DeliveryMessages(queue, log);
    }

    Deliveries deliveries(TaskStore tasks, Clock clock, Log log) {
        return new Deliveries(
                notifications, tasks, settings, new Quota(ledger, log)::of, receiver, messages(log), clock, log);
    }

    LostMessages lostMessages(Clock clock, Log log) {
        return new LostMessages(notifications, messages(log), clock, log);
    }
}
