package dev.imagegen.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.task.HistoryContract;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskHistory;
import dev.imagegen.task.TaskHistory.Owner;
import dev.imagegen.task.TaskHistory.Stretch;
import dev.imagegen.task.TaskStore;
import dev.imagegen.testing.Samples;
import dev.imagegen.time.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The same suite against the indexes of an embedded DynamoDB, and a table that is too busy to give all at once. */
class DynamoHistoryTest extends HistoryContract {

    private static final Stretch ALL = new Stretch(Optional.empty(), Optional.empty(), Optional.empty());

    private final EmbeddedTable embedded = EmbeddedTable.shared();

    @Override
    protected TaskStore tasks() {
        return embedded.tasks();
    }

    @Override
    protected TaskHistory history() {
        return new DynamoTaskHistory(embedded.client(), EmbeddedTable.NAME, Sleeper.ofThread());
    }

    /** Gives so many items of a batch, and says that it did not come to the others. */
    private record Busy(DynamoDbClient dynamo, int items) implements DynamoDbClient {

        @Override
        public QueryResponse query(QueryRequest request) {
            return dynamo.query(request);
        }

        @Override
        public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
            var keys = request.requestItems().get(EmbeddedTable.NAME).keys();
            var now = keys.subList(0, Math.min(items, keys.size()));
            var later = keys.subList(now.size(), keys.size());
            var answer = now.isEmpty()
                    ? BatchGetItemResponse.builder()
                    : dynamo.batchGetItem(b -> b.requestItems(Map.of(
                            EmbeddedTable.NAME, KeysAndAttributes.builder().keys(now).build()))).toBuilder();
            return answer.unprocessedKeys(later.isEmpty()
                            ? Map.of()
                            : Map.of(EmbeddedTable.NAME, KeysAndAttributes.builder().keys(later).build()))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // The other one is closed by who opened it.
        }
    }

    private List<Task> accepted(String cloud) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            tasks.add(Samples.task(cloud, Target.DEFAULT, 1, Allowance.unlimited()));
            tasks().accept(tasks.getLast());
        }
        return tasks;
    }

    @Test
    void whatATableDoesNotComeToIsAskedForAgainAfterAPause() {
        String cloud = "cloud-" + Samples.id();
        List<Task> all = accepted(cloud);
        List<Duration> pauses = new ArrayList<>();
        var history = new DynamoTaskHistory(new Busy(embedded.client(), 2), EmbeddedTable.NAME, pauses::add);

        assertEquals(all.reversed(), history.newest(new Owner.Cloud(cloud), ALL, 10).tasks());

        assertEquals(List.of(Duration.ofMillis(25), Duration.ofMillis(50)), pauses);
    }

    @Test
    void aTableThatGivesNothingIsNotAskedForEver() {
        String cloud = "cloud-" + Samples.id();
        accepted(cloud);
        List<Duration> pauses = new ArrayList<>();
        var history = new DynamoTaskHistory(new Busy(embedded.client(), 0), EmbeddedTable.NAME, pauses::add);

        assertThrows(IllegalStateException.class, () -> history.newest(new Owner.Cloud(cloud), ALL, 10));

        assertEquals(7, pauses.size());
    }
}
