package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.credits.CreditsExhaustedException;
import dev.imagegen.credits.Settlement;
import dev.imagegen.delivery.Notification;
import dev.imagegen.engine.Sleeper;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Tasks in DynamoDB. Every change is conditional on the revision that it was made from. */
public final class DynamoTaskStore implements TaskStore {

    private static final int TASK = 0;
    private static final int BALANCE = 1;

    private final DynamoDbClient dynamo;
    private final String table;
    private final BalanceItem balances;
    private final DueIndex dueIndex;
    private final Transactions transactions;

    public DynamoTaskStore(DynamoDbClient dynamo, String table, Sleeper sleeper, RandomGenerator random) {
        this.dynamo = dynamo;
        this.table = table;
        this.balances = new BalanceItem(table);
        this.dueIndex = new DueIndex(dynamo, table);
        this.transactions = new Transactions(dynamo, sleeper, random);
    }

    @Override
    public void accept(Task task) {
        long limit = task.reservation().plan().monthlyCredits().orElse(Long.MAX_VALUE);
        if (task.reservation().credits() > limit) {
            throw new CreditsExhaustedException(task.reservation(), limit);
        }
        Put put = Put.builder()
                .tableName(table)
                .item(TaskItem.of(task))
                .conditionExpression("attribute_not_exists(pk)")
                .build();
        try {
            transactions.write(List.of(
                    TransactWriteItem.builder().put(put).build(),
                    TransactWriteItem.builder().update(balances.reserve(task.cloud(), task.reservation())).build()));
        } catch (TransactionCanceledException e) {
            CancellationReason balance = e.cancellationReasons().get(BALANCE);
            if ("ConditionalCheckFailed".equals(balance.code())) {
                throw new CreditsExhaustedException(task.reservation(), number(balance.item(), "remaining"));
            }
            throw e;
        }
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
        List<TransactWriteItem> items = new ArrayList<>();
        items.add(write(Put.builder()
                .tableName(table)
                .item(TaskItem.of(after))
                .conditionExpression("revision = :before")
                .expressionAttributeValues(Map.of(":before", number(before.revision())))
                .build()));
        items.add(TransactWriteItem.builder()
                .update(balances.settle(after.cloud(), after.reservation(), settlement))
                .build());
        if (after.state() instanceof TaskState.Completed completed) {
            items.add(write(Put.builder().tableName(table).item(assetItem(after, completed.assetId())).build()));
        }
        Notification.after(before, after).ifPresent(owed ->
                items.add(write(Put.builder().tableName(table).item(NotificationItem.of(owed)).build())));
        try {
            transactions.write(items);
            return true;
        } catch (TransactionCanceledException e) {
            if ("ConditionalCheckFailed".equals(e.cancellationReasons().get(TASK).code())) {
                return false;
            }
            throw e;
        }
    }

    private static TransactWriteItem write(Put put) {
        return TransactWriteItem.builder().put(put).build();
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
