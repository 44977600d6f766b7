package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.asset.PublicIdClaim;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Reservation;
import dev.imagegen.credits.Settlement;
import dev.imagegen.delivery.Notification;
import dev.imagegen.task.Likeness;
import dev.imagegen.task.Once;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import dev.imagegen.time.Sleeper;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Tasks in DynamoDB. Every change is conditional on the revision that it was made from. */
public final class DynamoTaskStore implements TaskStore {

    private final DynamoDbClient dynamo;
    private final String table;
    private final Items items;
    private final MonthItem months;
    private final SlotItem slots;
    private final DueIndex dueIndex;
    private final Transactions transactions;
    private final Intake intake;

    public DynamoTaskStore(DynamoDbClient dynamo, String table, Sleeper sleeper, RandomGenerator random) {
        this.dynamo = dynamo;
        this.table = table;
        this.items = new Items(dynamo, table);
        this.months = new MonthItem(table);
        this.slots = new SlotItem(table);
        this.dueIndex = new DueIndex(dynamo, table);
        this.transactions = new Transactions(dynamo, sleeper, random);
        this.intake = new Intake(dynamo, table, transactions);
    }

    @Override
    public Optional<Once.Taken> accept(Task task, Optional<Once> once, Optional<PublicIdClaim> claim) {
        return intake.accept(task, once, claim);
    }

    @Override
    public Optional<Once.Taken> taken(Once once) {
        return items.find(OnceItem.key(once)).flatMap(item -> OnceItem.read(item, once));
    }

    @Override
    public Optional<Task> find(String id) {
        return items.find(TaskItem.key(id)).map(TaskItem::read);
    }

    @Override
    public boolean replace(Task before, Task after) {
        Optional<Settlement> settlement = after.settlementAfter(before);
        return settlement.isPresent() ? end(before, after, settlement.get()) : put(before, after);
    }

    private boolean put(Task before, Task after) {
        Map<String, AttributeValue> item = TaskItem.of(after);
        try {
            dynamo.putItem(p -> p.tableName(table)
                    .item(item)
                    .conditionExpression("revision = :before")
                    .expressionAttributeValues(Map.of(":before", number(before.revision())))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // The client library repeats a write whose answer was lost: then what is in the way is what we wrote.
            return item.equals(e.item());
        }
    }

    private boolean end(Task before, Task after, Settlement settlement) {
        Reservation reservation = after.reservation();
        Map<String, AttributeValue> item = TaskItem.of(after);
        var writes = new ConditionalWrites();
        writes.putFirst(Put.builder()
                .tableName(table)
                .item(item)
                .conditionExpression("revision = :before")
                .expressionAttributeValues(Map.of(":before", number(before.revision())))
                .build(), item::equals);
        writes.update(months.settleCloud(after, settlement));
        writes.update(months.settleKey(after, settlement));
        if (reservation.budget().tasksAtOnce().isPresent()) {
            writes.update(slots.giveBack(after));
        }
        if (after.state() instanceof TaskState.Completed completed) {
            writes.put(put(AssetItem.of(after, completed)));
            namedPlace(after, completed).ifPresent(publicId ->
                    writes.put(put(PublicIdItem.stored(publicId, after, completed.assetId()))));
            Likeness.of(after.cloud(), after.order()).ifPresent(likeness -> writes.put(put(SameItem.of(likeness, after))));
        }
        Notification.after(before, after).ifPresent(owed -> writes.put(put(NotificationItem.of(owed))));
        return writes.writeUnlessFirstRefused(transactions);
    }

    private Put put(Map<String, AttributeValue> item) {
        return Put.builder().tableName(table).item(item).build();
    }

    /** The public id that the caller named, if the image lies there. */
    private static Optional<String> namedPlace(Task task, TaskState.Completed completed) {
        return task.order().target() instanceof Target.Managed ordered && completed.asset().storage() instanceof Storage.Managed stored
                ? ordered.publicId().filter(stored.publicId()::equals)
                : Optional.empty();
    }

    @Override
    public Iterable<String> due(Instant now) {
        return dueIndex.taskIds(DueIndex.TASKS, now);
    }

    @Override
    public Optional<Task> ofAsset(String assetId) {
        return items.find(AssetItem.key(assetId)).flatMap(item -> find(text(item, "task_id")));
    }

    @Override
    public Optional<Task> like(Likeness likeness) {
        return items.find(SameItem.key(likeness)).flatMap(item -> find(text(item, "task_id")));
    }
}
