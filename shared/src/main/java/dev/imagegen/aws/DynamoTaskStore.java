package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.Budget;
import dev.imagegen.credits.CreditsExhaustedException;
import dev.imagegen.credits.Reservation;
import dev.imagegen.credits.Settlement;
import dev.imagegen.credits.TooManyTasksException;
import dev.imagegen.delivery.Notification;
import dev.imagegen.engine.Sleeper;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
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
    private final MonthItem months;
    private final SlotItem slots;
    private final DueIndex dueIndex;
    private final Transactions transactions;

    public DynamoTaskStore(DynamoDbClient dynamo, String table, Sleeper sleeper, RandomGenerator random) {
        this.dynamo = dynamo;
        this.table = table;
        this.months = new MonthItem(table);
        this.slots = new SlotItem(table);
        this.dueIndex = new DueIndex(dynamo, table);
        this.transactions = new Transactions(dynamo, sleeper, random);
    }

    @Override
    public void accept(Task task) {
        Reservation wanted = task.reservation();
        Budget budget = wanted.budget();
        var writes = new ConditionalWrites();
        writes.put(Put.builder().tableName(table).item(TaskItem.of(task)).conditionExpression("attribute_not_exists(pk)").build());
        reserve(writes, MonthItem.ofCloud(task.cloud(), wanted.month()), wanted, budget.ofCloud(),
                remaining -> CreditsExhaustedException.ofCloud(wanted, remaining));
        reserve(writes, MonthItem.ofKey(task.cloud(), wanted.month(), task.apiKey()), wanted, budget.ofKey(),
                remaining -> CreditsExhaustedException.ofKey(wanted, remaining));
        budget.tasksAtOnce().ifPresent(most ->
                writes.update(slots.take(task.apiKey(), most), _ -> new TooManyTasksException(most)));
        writes.write(transactions);
    }

    private void reserve(ConditionalWrites writes, Map<String, AttributeValue> month, Reservation wanted, Allowance allowance,
            LongFunction<CreditsExhaustedException> refusal) {
        // What is more than an untouched month has cannot be refused by a condition: there may be no item to compare with.
        long limit = allowance.credits().orElse(Long.MAX_VALUE);
        if (wanted.credits() > limit) {
            throw refusal.apply(item(month).map(MonthItem::read).map(Balance::taken).map(taken -> Math.max(0, limit - taken)).orElse(limit));
        }
        writes.update(months.reserve(month, wanted.credits(), allowance),
                item -> refusal.apply(allowance.without(number(item, "taken")).orElseThrow()));
    }

    @Override
    public Optional<Task> find(String id) {
        return item(TaskItem.key(id)).map(TaskItem::read);
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
        var writes = new ConditionalWrites();
        writes.put(Put.builder()
                .tableName(table)
                .item(TaskItem.of(after))
                .conditionExpression("revision = :before")
                .expressionAttributeValues(Map.of(":before", number(before.revision())))
                .build());
        writes.update(months.settleCloud(after, settlement));
        writes.update(months.settleKey(after, settlement));
        if (reservation.budget().tasksAtOnce().isPresent()) {
            writes.update(slots.giveBack(after.apiKey()));
        }
        if (after.state() instanceof TaskState.Completed completed) {
            writes.put(put(assetItem(after, completed.assetId())));
        }
        Notification.after(before, after).ifPresent(owed -> writes.put(put(NotificationItem.of(owed))));
        return writes.writeUnlessFirstRefused(transactions);
    }

    private Put put(Map<String, AttributeValue> item) {
        return Put.builder().tableName(table).item(item).build();
    }

    private static Map<String, AttributeValue> assetItem(Task task, String assetId) {
        Map<String, AttributeValue> item = new HashMap<>(Attributes.key("ASSET", assetId, "ASSET"));
        item.put("task_id", text(task.id()));
        item.put("ttl", number(task.expiresAt().getEpochSecond()));
        return item;
    }

    @Override
    public Iterable<String> due(Instant now) {
        return dueIndex.taskIds(DueIndex.TASKS, now);
    }

    @Override
    public Optional<Task> ofAsset(String assetId) {
        return item(Attributes.key("ASSET", assetId, "ASSET")).flatMap(item -> find(text(item, "task_id")));
    }

    private Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
        var answer = dynamo.getItem(g -> g.tableName(table).key(key).consistentRead(true));
        return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
    }
}
