package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.capacity.Admission;
import dev.imagegen.capacity.Capacity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Places at engines in DynamoDB: an item for each, side by side, so that no two tasks meet but at the same place. */
public final class DynamoCapacity implements Capacity {

    /** Who comes at once with many others may meet them at several places in turn. */
    private static final int TRIES = 8;
    private static final String PLACE = "PLACE#";
    private static final String PAUSE = "PAUSE";
    private static final String UNWELL = "UNWELL";
    /** A left place is written over or forgotten, whichever comes first. */
    private static final long FORGOTTEN_AFTER_SECONDS = 3600;

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
            Places places = Places.of(items(engine), taskId, now);
            if (places.pausedUntil().isPresent()) {
                return new Admission.Later(places.pausedUntil());
            }
            List<Integer> free = places.free(ceiling);
            if (places.own().isEmpty() && free.isEmpty()) {
                return new Admission.Later(Optional.empty());
            }
            int place = places.own().orElseGet(() -> free.get(random.nextInt(free.size())));
            if (take(engine, place, taskId, now, until)) {
                return new Admission.Entered();
            }
        }
        return new Admission.Later(Optional.empty());
    }

    /** What the items of an engine say. @param own the place that the task has already */
    private record Places(List<Integer> taken, OptionalInt own, Optional<Instant> pausedUntil) {

        static Places of(List<Map<String, AttributeValue>> items, String taskId, Instant now) {
            List<Integer> taken = new ArrayList<>();
            OptionalInt own = OptionalInt.empty();
            Optional<Instant> pausedUntil = Optional.empty();
            for (var item : items) {
                String part = text(item, "sk");
                Instant until = Instant.ofEpochMilli(number(item, "until"));
                if (!until.isAfter(now)) {
                    continue;
                }
                if (part.equals(PAUSE)) {
                    pausedUntil = Optional.of(until);
                } else if (part.startsWith(PLACE)) {
                    int place = Integer.parseInt(part.substring(PLACE.length()));
                    taken.add(place);
                    own = text(item, "task_id").equals(taskId) ? OptionalInt.of(place) : own;
                }
            }
            return new Places(taken, own, pausedUntil);
        }

        List<Integer> free(int ceiling) {
            return taken.size() >= ceiling
                    ? List.of()
                    : IntStream.range(0, ceiling).boxed().filter(place -> !taken.contains(place)).toList();
        }
    }

    private boolean take(String engine, int place, String taskId, Instant now, Instant until) {
        Map<String, AttributeValue> item = item(engine, PLACE + place, until);
        item.put("task_id", text(taskId));
        try {
            dynamo.putItem(p -> p.tableName(table)
                    .item(item)
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
        items(engine).stream()
                .filter(item -> item.containsKey("task_id") && text(item, "task_id").equals(taskId))
                .forEach(item -> free(Map.of("pk", item.get("pk"), "sk", item.get("sk")), taskId));
    }

    private void free(Map<String, AttributeValue> key, String taskId) {
        try {
            dynamo.updateItem(u -> u.tableName(table)
                    .key(key)
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
        mark(engine, PAUSE, until);
    }

    @Override
    public void unwell(String engine, Instant until) {
        mark(engine, UNWELL, until);
    }

    private void mark(String engine, String part, Instant until) {
        Map<String, AttributeValue> item = item(engine, part, until);
        try {
            dynamo.putItem(p -> p.tableName(table)
                    .item(item)
                    .conditionExpression("attribute_not_exists(pk) OR #until < :until")
                    .expressionAttributeNames(Map.of("#until", "until"))
                    .expressionAttributeValues(Map.of(":until", item.get("until"))));
        } catch (ConditionalCheckFailedException longerAlready) {
            // Two that say it at once: the longer time holds.
        }
    }

    @Override
    public boolean isUnwell(String engine, Instant now) {
        var answer = dynamo.getItem(g -> g.tableName(table).key(Attributes.key("ENGINE", engine, UNWELL)));
        return answer.hasItem() && number(answer.item(), "until") > now.toEpochMilli();
    }

    private List<Map<String, AttributeValue>> items(String engine) {
        return dynamo.queryPaginator(q -> q.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", text("ENGINE#" + engine))))
                .items()
                .stream()
                .toList();
    }

    private static Map<String, AttributeValue> item(String engine, String part, Instant until) {
        Map<String, AttributeValue> item = new HashMap<>(Attributes.key("ENGINE", engine, part));
        item.put("until", number(until.toEpochMilli()));
        item.put("ttl", number(until.getEpochSecond() + FORGOTTEN_AFTER_SECONDS));
        return item;
    }
}
