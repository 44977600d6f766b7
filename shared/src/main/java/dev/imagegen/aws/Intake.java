package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;

import dev.imagegen.asset.PublicIdClaim;
import dev.imagegen.asset.PublicIdTakenException;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.Budget;
import dev.imagegen.credits.CreditsExhaustedException;
import dev.imagegen.credits.Reservation;
import dev.imagegen.credits.TooManyTasksException;
import dev.imagegen.delivery.Notification;
import dev.imagegen.task.Once;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;

/** The transaction that takes a task in: the task, its reservation, and what stands for its idempotency key and its public id. */
final class Intake {

    private final String table;
    private final Items items;
    private final MonthItem months;
    private final SlotItem slots;
    private final Transactions transactions;

    Intake(DynamoDbClient dynamo, String table, Transactions transactions) {
        this.table = table;
        this.items = new Items(dynamo, table);
        this.months = new MonthItem(table);
        this.slots = new SlotItem(table);
        this.transactions = transactions;
    }

    Optional<Once.Taken> accept(Task task, Optional<Once> once, Optional<PublicIdClaim> claim) {
        var writes = new ConditionalWrites();
        // What came before under the key is the answer, whatever the credits are now and whoever holds the public id.
        once.ifPresent(key -> writes.put(OnceItem.put(table, key, task), item -> new TakenException(OnceItem.taken(item))));
        claim.ifPresent(wanted -> writes.put(PublicIdItem.claimed(table, wanted, task), _ -> new PublicIdTakenException()));
        try {
            add(writes, task);
            writes.write(transactions);
            return Optional.empty();
        } catch (TakenException e) {
            return Optional.of(e.taken);
        }
    }

    private static final class TakenException extends RuntimeException {

        private final transient Once.Taken taken;

        private TakenException(Once.Taken taken) {
            super("The key is taken", null, false, false);
            this.taken = taken;
        }
    }

    private void add(ConditionalWrites writes, Task task) {
        // No id is given twice: whatever became of it since, a task of this id is this one.
        writes.putFirst(
                Put.builder().tableName(table).item(TaskItem.of(task)).conditionExpression("attribute_not_exists(pk)").build(),
                _ -> true);
        if (task.state().terminal()) {
            // There is nothing to pay and nothing to wait for.
            if (task.state() instanceof TaskState.Completed reused) {
                writes.put(Put.builder().tableName(table).item(AssetItem.given(reused.assetId(), task.apiKey())).build());
            }
            Notification.of(task).ifPresent(owed ->
                    writes.put(Put.builder().tableName(table).item(NotificationItem.of(owed)).build()));
            return;
        }
        Reservation wanted = task.reservation();
        Budget budget = wanted.budget();
        reserve(writes, MonthItem.ofCloud(task.cloud(), wanted.month()), wanted, budget.ofCloud(),
                remaining -> CreditsExhaustedException.ofCloud(wanted, remaining));
        reserve(writes, MonthItem.ofKey(task.cloud(), wanted.month(), task.apiKey()), wanted, budget.ofKey(),
                remaining -> CreditsExhaustedException.ofKey(wanted, remaining));
        budget.tasksAtOnce().ifPresent(most ->
                writes.update(slots.take(task, most), _ -> new TooManyTasksException(most)));
    }

    private void reserve(ConditionalWrites writes, Map<String, AttributeValue> month, Reservation wanted, Allowance allowance,
            LongFunction<CreditsExhaustedException> refusal) {
        // What is more than an untouched month has cannot be refused by a condition: there may be no item to compare with.
        long limit = allowance.credits().orElse(Long.MAX_VALUE);
        if (wanted.credits() > limit) {
            throw refusal.apply(items.find(month).map(MonthItem::read).map(Balance::taken).map(taken -> Math.max(0, limit - taken)).orElse(limit));
        }
        writes.update(months.reserve(month, wanted.credits(), allowance),
                item -> refusal.apply(allowance.without(number(item, "taken")).orElseThrow()));
    }
}
