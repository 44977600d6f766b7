package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.task.Ids;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskHistory;
import dev.imagegen.time.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Tasks by two indexes whose keys a task never changes, so that its states cost no write there. Other items that name a cloud or a
 * key are in them too: the range of task ids leaves them out.
 */
public final class DynamoTaskHistory implements TaskHistory {

    private static final String TASK = TaskItem.KIND + "#";
    /** Greater than every id. */
    private static final String LAST = "~";
    private static final int TRIES = 8;
    private static final Duration PAUSE = Duration.ofMillis(25);

    private final DynamoDbClient dynamo;
    private final String table;
    private final Sleeper sleeper;

    public DynamoTaskHistory(DynamoDbClient dynamo, String table, Sleeper sleeper) {
        this.dynamo = dynamo;
        this.table = table;
        this.sleeper = sleeper;
    }

    @Override
    public Page newest(Owner owner, Stretch stretch, int count) {
        String from = stretch.from().map(Ids::prefix).orElse("");
        String timeEnd = stretch.before().map(Ids::prefix).orElse(LAST);
        String end = stretch.beforeTask().filter(id -> id.compareTo(timeEnd) < 0).orElse(timeEnd);
        if (from.compareTo(end) >= 0) {
            return new Page(List.of(), Optional.empty());
        }
        List<Map<String, AttributeValue>> keys = keys(owner, from, end, count);
        Map<Map<String, AttributeValue>, Task> found = new HashMap<>();
        read(keys).forEach(item -> found.put(TaskItem.key(TaskItem.id(item)), TaskItem.read(item)));
        // One that was forgotten since is in the index for a moment still.
        List<Task> tasks = keys.stream().map(found::get).filter(Objects::nonNull).toList();
        return new Page(tasks, keys.size() < count ? Optional.empty() : Optional.of(TaskItem.id(keys.getLast())));
    }

    private List<Map<String, AttributeValue>> keys(Owner owner, String from, String end, int count) {
        var query = QueryRequest.builder()
                .tableName(table)
                .indexName(switch (owner) {
                    case Owner.Cloud _ -> "by_cloud";
                    case Owner.Key _ -> "by_key";
                })
                .keyConditionExpression("#owner = :owner and pk between :from and :end")
                .expressionAttributeNames(Map.of("#owner", switch (owner) {
                    case Owner.Cloud _ -> "cloud";
                    case Owner.Key _ -> "api_key";
                }))
                .expressionAttributeValues(Map.of(
                        ":owner", text(switch (owner) {
                            case Owner.Cloud(String cloud) -> cloud;
                            case Owner.Key(String apiKey) -> apiKey;
                        }),
                        ":from", text(TASK + from),
                        ":end", text(TASK + end)))
                .scanIndexForward(false)
                // The end itself may be among them: it is an id when a page goes on after another.
                .limit(count + 1)
                .build();
        return dynamo.queryPaginator(query).items().stream()
                .filter(item -> !text(item, "pk").equals(TASK + end))
                .limit(count)
                .map(item -> TaskItem.key(TaskItem.id(item)))
                .toList();
    }

    private List<Map<String, AttributeValue>> read(List<Map<String, AttributeValue>> keys) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        List<Map<String, AttributeValue>> missing = keys;
        for (int i = 1; !missing.isEmpty(); i++) {
            if (i > TRIES) {
                throw new IllegalStateException("The table is too busy to read " + missing.size() + " tasks");
            }
            if (i > 1) {
                sleeper.sleep(PAUSE.multipliedBy(1L << i - 2));
            }
            var request = Map.of(table, KeysAndAttributes.builder().keys(missing).consistentRead(true).build());
            var answer = dynamo.batchGetItem(b -> b.requestItems(request));
            items.addAll(answer.responses().getOrDefault(table, List.of()));
            missing = answer.unprocessedKeys().containsKey(table) ? answer.unprocessedKeys().get(table).keys() : List.of();
        }
        return items;
    }
}
