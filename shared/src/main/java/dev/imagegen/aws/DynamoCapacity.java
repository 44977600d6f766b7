package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.capacity.Admission;
import dev.imagegen.capacity.Capacity;
import dev.imagegen.capacity.EnginePermits;
import dev.imagegen.capacity.KeyDemand;
import dev.imagegen.capacity.Permit;
import dev.imagegen.capacity.PermitRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Places at engines in DynamoDB: an item for each, side by side, so that no two tasks meet but at the same place. */
public final class DynamoCapacity implements Capacity {

    /** Who comes at once with many others may meet them at several places in turn. */
    private static final int TRIES = 8;

    private final DynamoDbClient dynamo;
    private final String table;
    private final RandomGenerator random;
    private final Map<String, EngineView> views = new ConcurrentHashMap<>();

    public DynamoCapacity(DynamoDbClient dynamo, String table, RandomGenerator random) {
        this.dynamo = dynamo;
        this.table = table;
        this.random = random;
    }

    @Override
    public Admission enter(PermitRequest request) {
        EngineView view = view(request.engine());
        EnginePermits permits = view.at(request.now(), () -> permits(request.engine()));
        permits.demand().toWrite(request.apiKey(), request.now()).ifPresent(slot -> noteDemand(request, slot, view));
        for (int i = 0; i < TRIES; i++) {
            permits = view.at(request.now(), () -> permits(request.engine()));
            Optional<Instant> paused = permits.paused(request.now());
            if (paused.isPresent()) {
                return new Admission.Later(paused);
            }
            Optional<Permit> chosen = view.choose(request, known -> known.open(request), random);
            if (chosen.isEmpty()) {
                return new Admission.Later(Optional.empty());
            }
            if (take(chosen.get(), request)) {
                return new Admission.Entered();
            }
        }
        return new Admission.Later(Optional.empty());
    }

    private EngineView view(String engine) {
        return views.computeIfAbsent(engine, _ -> new EngineView());
    }

    /** Where two keys want the same slot, the other one is known to ask: that is enough. */
    private void noteDemand(PermitRequest request, int slot, EngineView view) {
        KeyDemand.Mark mark = KeyDemand.mark(request.apiKey(), request.now());
        view.note(known -> known.with(known.demand().with(slot, mark)));
        put(request.engine(), PlaceItem.of(request.engine(), slot, mark),
                "attribute_not_exists(pk) OR #until <= :now OR caller = :caller",
                Map.of(":now", number(request.now().toEpochMilli()), ":caller", text(request.apiKey())));
    }

    @Override
    public void keep(PermitRequest request) {
        EngineView view = view(request.engine());
        for (int i = 0; i < TRIES; i++) {
            EnginePermits permits = view.at(request.now(), () -> permits(request.engine()));
            boolean longer = permits.last(request.taskId()).filter(own -> !own.until().isBefore(request.until())).isPresent();
            Optional<Permit> chosen = longer ? Optional.empty() : view.choose(request, known -> known.openAgain(request), random);
            if (chosen.isEmpty() || take(chosen.get(), request)) {
                return;
            }
        }
    }

    private boolean take(Permit permit, PermitRequest request) {
        return put(request.engine(), PlaceItem.of(request.engine(), permit),
                "attribute_not_exists(pk) OR #until <= :now OR task_id = :task",
                Map.of(":now", number(request.now().toEpochMilli()), ":task", text(permit.taskId())));
    }

    /** What is refused was not as it is known here. */
    private boolean put(
            String engine, Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
        boolean written = false;
        try {
            dynamo.putItem(p -> p.tableName(table)
                    .item(item)
                    .conditionExpression(condition)
                    .expressionAttributeNames(Map.of("#until", "until"))
                    .expressionAttributeValues(values));
            written = true;
        } catch (ConditionalCheckFailedException another) {
            // It is somebody else's, or says what is to be said already.
        } finally {
            if (!written) {
                view(engine).outdated();
            }
        }
        return written;
    }

    @Override
    public void leave(String engine, String taskId) {
        boolean left = view(engine).of(taskId).filter(permit -> free(engine, permit)).isPresent();
        if (!left) {
            permits(engine).of(taskId).forEach(permit -> free(engine, permit));
        }
        view(engine).note(known -> known.without(taskId));
    }

    /** @return false if it was not that task's any more: then there is nothing to give back */
    private boolean free(String engine, Permit permit) {
        try {
            dynamo.updateItem(u -> u.tableName(table)
                    .key(PlaceItem.key(engine, permit.number()))
                    .updateExpression("SET #until = :never REMOVE task_id, caller")
                    .conditionExpression("task_id = :task")
                    .expressionAttributeNames(Map.of("#until", "until"))
                    .expressionAttributeValues(Map.of(":never", number(0), ":task", text(permit.taskId()))));
            return true;
        } catch (ConditionalCheckFailedException takenByAnother) {
            return false;
        }
    }

    @Override
    public void pause(String engine, Instant until) {
        mark(engine, PlaceItem.PAUSE, until);
        view(engine).outdated();
    }

    @Override
    public void unwell(String engine, Instant until) {
        mark(engine, PlaceItem.UNWELL, until);
    }

    /** Of two that say it, the longer time holds. */
    private void mark(String engine, String part, Instant until) {
        put(engine, PlaceItem.of(engine, part, until), "attribute_not_exists(pk) OR #until < :until",
                Map.of(":until", number(until.toEpochMilli())));
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
