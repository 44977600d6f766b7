package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.capacity.Admission;
import dev.imagegen.capacity.Capacity;
import dev.imagegen.capacity.EnginePermits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Places at engines in DynamoDB: an item for each, side by side, so that no two tasks meet but at the same place. */
public final class DynamoCapacity implements Capacity {

    /** Who comes at once with many others may meet them at several places in turn. */
    private static final int TRIES = 8;

    private final DynamoDbClient dynamo;
    private final String table;
    private final RandomGenerator random;

    public DynamoCapacity(DynamoDbClient dynamo, String table, RandomGenerator random) {
        this.dynamo = dynamo;
        this.table = table;
        this.random = random;
    }

    @Override
    public Admission enter(String engine, int ceiling, String taskId, Instant now, Instant until) {
        for (int i = 0; i < TRIES; i++) {
            EnginePermits permits = permits(engine);
            Optional<Instant> paused = permits.paused(now);
            if (paused.isPresent()) {
                return new Admission.Later(paused);
            }
            List<Integer> open = permits.open(ceiling, taskId, now);
            if (open.isEmpty()) {
                return new Admission.Later(Optional.empty());
            }
            if (take(engine, any(open), taskId, now, until)) {
                return new Admission.Entered();
            }
        }
        return new Admission.Later(Optional.empty());
    }

    @Override
    public void keep(String engine, int ceiling, String taskId, Instant now, Instant until) {
        for (int i = 0; i < TRIES; i++) {
            EnginePermits permits = permits(engine);
            List<Integer> open = permits.openAgain(ceiling, taskId, now);
            boolean longer = permits.last(taskId).filter(own -> !own.until().isBefore(until)).isPresent();
            if (longer || open.isEmpty() || take(engine, any(open), taskId, now, until)) {
                return;
            }
        }
    }

    private int any(List<Integer> open) {
        return open.get(random.nextInt(open.size()));
    }

    private boolean take(String engine, int place, String taskId, Instant now, Instant until) {
        try {
            dynamo.putItem(p -> p.tableName(table)
                    .item(PlaceItem.of(engine, place, taskId, until))
                    .conditionExpression("attribute_not_exists(pk) OR #until <= :now OR task_id = :task")
                    .expressionAttributeNames(Map.of("#until", "until"))
                    .expressionAttributeValues(Map.of(":now", number(now.toEpochMilli()), ":task", text(taskId))));
            return true;
        } catch (ConditionalCheckFailedException another) {
            return false;
        }
    }

    @Override
    public void leave(String engine, String taskId) {
        permits(engine).of(taskId).forEach(permit -> free(engine, permit.number(), taskId));
    }

    private void free(String engine, int place, String taskId) {
        try {
            dynamo.updateItem(u -> u.tableName(table)
                    .key(PlaceItem.key(engine, place))
                    .updateExpression("SET #until = :never REMOVE task_id")
                    .conditionExpression("task_id = :task")
                    .expressionAttributeNames(Map.of("#until", "until"))
                    .expressionAttributeValues(Map.of(":never", number(0), ":task", text(taskId))));
        } catch (ConditionalCheckFailedException takenByAnother) {
            // It was not ours any more: there is nothing to give back.
        }
    }

    @Override
    public void pause(String engine, Instant until) {
        mark(engine, PlaceItem.PAUSE, until);
    }

    @Override
    public void unwell(String engine, Instant until) {
        mark(engine, PlaceItem.UNWELL, until);
    }

    private void mark(String engine, String part, Instant until) {
        try {
            dynamo.putItem(p -> p.tableName(table)
                    .item(PlaceItem.of(engine, part, until))
                    .conditionExpression("attribute_not_exists(pk) OR #until < :until")
                    .expressionAttributeNames(Map.of("#until", "until"))
                    .expressionAttributeValues(Map.of(":until", number(until.toEpochMilli()))));
        } catch (ConditionalCheckFailedException longerAlready) {
            // Two that say it at once: the longer time holds.
        }
    }

    @Override
    public boolean isUnwell(String engine, Instant now) {
        return marked(engine, PlaceItem.UNWELL, now);
    }

    private boolean marked(String engine, String part, Instant now) {
        var answer = dynamo.getItem(g -> g.tableName(table).key(Attributes.key("ENGINE", engine, part)));
        return answer.hasItem() && number(answer.item(), "until") > now.toEpochMilli();
    }

    @Override
    public boolean retire(String engine, String model, Instant now, Instant until) {
        try {
            dynamo.putItem(p -> p.tableName(table)
                    .item(PlaceItem.of(engine, PlaceItem.RETIRED + model, until))
                    .conditionExpression("attribute_not_exists(pk) OR #until <= :now")
                    .expressionAttributeNames(Map.of("#until", "until"))
                    .expressionAttributeValues(Map.of(":now", number(now.toEpochMilli()))));
            return true;
        } catch (ConditionalCheckFailedException rememberedAlready) {
            return false;
        }
    }

    @Override
    public boolean isRetired(String engine, String model, Instant now) {
        return marked(engine, PlaceItem.RETIRED + model, now);
    }

    private EnginePermits permits(String engine) {
        return PlaceItem.read(dynamo.queryPaginator(q -> q.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", text("ENGINE#" + engine))))
                .items());
    }
}
