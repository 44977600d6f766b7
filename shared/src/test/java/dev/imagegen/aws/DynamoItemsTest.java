package dev.imagegen.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.RequestReader;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.task.Order;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What is special about tasks as items: their size, their index, and items of another version. */
class DynamoItemsTest {

    private static final Instant NOW = MutableClock.START;

    private final EmbeddedTable embedded = EmbeddedTable.shared();

    private final TaskStore tasks = embedded.tasks();

    private static Task task() {
        return Samples.task("cloud-" + Samples.id(), Target.DEFAULT, 3, Allowance.limitedTo(50));
    }

    private static Task with(Task task, Order order, List<Notice> notices, TaskState state) {
        return new Task(task.id(), task.cloud(), task.apiKey(), task.requestId(), order, notices, task.reservation(),
                task.createdAt(), task.expiresAt(), task.attempt(), task.revision(), state);
    }

    private Map<String, AttributeValue> item(String taskId) {
        return embedded.client()
                .getItem(g -> g.tableName(EmbeddedTable.NAME).key(TaskItem.key(taskId)).consistentRead(true))
                .item();
    }

    @Test
    void longestPromptOfFourByteCharactersAndTenNoticesFitTheItem() {
        Task small = task();
        Order o = small.order();
        Order order = new Order(o.operation(), o.model(), "\uD83D\uDCA1".repeat(RequestReader.MAX_PROMPT), o.width(), o.height(),
                o.format(), o.seed(), o.target(), o.references(), o.notificationUrl());
        List<Notice> notices = Collections.nCopies(10, Notice.warning("ü".repeat(1000)));
        Task large = with(small, order, notices, small.state());

        tasks.accept(large);
        Task running = large.claimed("worker", NOW, NOW.plusSeconds(60));
        assertTrue(tasks.replace(large, running));
        Task completed = running.completed(Samples.completed(running, Samples.id()), notices);
        assertTrue(tasks.replace(running, completed));

        assertEquals(Optional.of(completed), tasks.find(large.id()));
    }

    @Test
    void attributeOfANewerVersionIsIgnoredByReadingAndWritingGoesOn() {
        Task task = task();
        tasks.accept(task);
        Map<String, AttributeValue> item = new HashMap<>(item(task.id()));
        item.put("of_a_newer_version", AttributeValue.fromL(List.of(Attributes.number(1))));
        embedded.client().putItem(p -> p.tableName(EmbeddedTable.NAME).item(item));

        assertEquals(Optional.of(task), tasks.find(task.id()));
        assertTrue(tasks.replace(task, task.claimed("worker", NOW, NOW.plusSeconds(60))));
    }

    @Test
    void taskThatHasEndedIsInNoIndexAndKeepsItsEndOfLife() {
        Task task = task();
        tasks.accept(task);
        assertEquals(String.valueOf(task.state().dueAt().orElseThrow().toEpochMilli()), item(task.id()).get("due_at").n());
        Task running = task.claimed("worker", NOW, NOW.plusSeconds(60));
        assertTrue(tasks.replace(task, running));
        assertTrue(tasks.replace(running, running.failed(Samples.failed(ErrorCode.PROVIDER_FAILED))));

        assertFalse(item(task.id()).containsKey("due") || item(task.id()).containsKey("due_at"));
        assertEquals(String.valueOf(task.expiresAt().getEpochSecond()), item(task.id()).get("ttl").n());
        assertFalse(ids(tasks.due(NOW.plus(Duration.ofDays(1)))).contains(task.id()));
    }

    @Test
    void temporaryAssetLeavesTheIndexWhenItIsDeleted() {
        Task task = task();
        tasks.accept(task);
        Task running = task.claimed("worker", NOW, NOW.plusSeconds(60));
        assertTrue(tasks.replace(task, running));
        TaskState.Completed state = Samples.completed(running, Samples.id());
        Instant end = NOW.plusSeconds(3600);
        Task completed = running.completed(new TaskState.Completed(
                state.asset(), state.assetId(), state.credits(), Optional.of(end), Optional.empty()), List.of());
        assertTrue(tasks.replace(running, completed));
        assertFalse(ids(tasks.due(end.minusMillis(1))).contains(task.id()));
        assertTrue(ids(tasks.due(end)).contains(task.id()));

        assertTrue(tasks.replace(completed, completed.amended(new TaskState.Completed(
                state.asset(), state.assetId(), state.credits(), Optional.empty(), Optional.of(end)))));

        assertFalse(ids(tasks.due(end)).contains(task.id()));
    }

    @Test
    void whatIsDueIsReadPageByPageInItsOrderAndWhole() {
        Instant longAgo = NOW.minus(Duration.ofDays(1));
        List<Task> due = IntStream.range(0, 300)
                .mapToObj(i -> queued(longAgo.plusMillis(i)))
                .toList();
        write(due);
        var pages = new SmallPages(embedded.client(), 40);
        Iterable<String> found = new DueIndex(pages, EmbeddedTable.NAME).taskIds(DueIndex.TASKS, longAgo.plusMillis(299));

        assertEquals(due.getFirst().id(), found.iterator().next());
        assertEquals(1, pages.read());
        assertEquals(due.stream().map(Task::id).toList(), ids(found));
        assertTrue(pages.read() >= 9, "300 tasks are more than 7 pages of 40: " + pages.read());
        assertEquals(due.subList(0, 100).stream().map(Task::id).toList(), ids(tasks.due(longAgo.plusMillis(99))));
    }

    private static Task queued(Instant resendAt) {
        Task task = task();
        return with(task, task.order(), task.notices(), new TaskState.Queued(resendAt));
    }

    private static List<String> ids(Iterable<String> due) {
        return StreamSupport.stream(due.spliterator(), false).toList();
    }

    /** In another order than they are due, and 25 at a time. */
    private void write(List<Task> some) {
        List<Task> mixed = new ArrayList<>(some);
        Collections.shuffle(mixed, new Random(3));
        for (int i = 0; i < mixed.size(); i += 25) {
            List<WriteRequest> puts = mixed.subList(i, Math.min(i + 25, mixed.size())).stream()
                    .map(task -> WriteRequest.builder().putRequest(PutRequest.builder().item(TaskItem.of(task)).build()).build())
                    .toList();
            embedded.client().batchWriteItem(b -> b.requestItems(Map.of(EmbeddedTable.NAME, puts)));
        }
    }
}
