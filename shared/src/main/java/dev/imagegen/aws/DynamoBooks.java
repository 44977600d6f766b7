package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.audit.Account;
import dev.imagegen.audit.Books;
import dev.imagegen.audit.Figure;
import dev.imagegen.credits.Balance;
import dev.imagegen.task.Task;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Reads the whole table, which is paid for by its size: for an audit a day, not for requests. */
public final class DynamoBooks implements Books {

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoBooks(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Iterable<Entry> entries() {
        return () -> scan("begins_with(pk, :cloud) AND (begins_with(sk, :month) OR begins_with(sk, :tasks))",
                Map.of(":cloud", text("CLOUD#"), ":month", text(MonthItem.PART), ":tasks", text(SlotItem.PART)))
                .map(DynamoBooks::entry)
                .iterator();
    }

    @Override
    public Iterable<Task> tasks() {
        return () -> scan("begins_with(pk, :task) AND sk = :part",
                Map.of(":task", text(TaskItem.KIND + "#"), ":part", text(TaskItem.PART)))
                .map(TaskItem::read)
                .iterator();
    }

    private Stream<Map<String, AttributeValue>> scan(String filter, Map<String, AttributeValue> values) {
        var scan = ScanRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .filterExpression(filter)
                .expressionAttributeValues(values)
                .build();
        return dynamo.scanPaginator(scan).items().stream();
    }

    private static Entry entry(Map<String, AttributeValue> item) {
        String id = text(item, "pk").split("#", 2)[1];
        if (text(item, "sk").startsWith(SlotItem.PART)) {
            return new Entry(new Account.OpenTasks(SlotItem.apiKey(item)), Map.of(Figure.OPEN_TASKS, number(item, "open_tasks")));
        }
        Balance balance = MonthItem.read(item);
        return new Entry(
                new Account.Month(id, MonthItem.apiKey(item), MonthItem.month(item)),
                Map.of(
                        Figure.RESERVED, balance.reserved(),
                        Figure.USED, balance.used(),
                        Figure.REFUNDED, balance.refunded(),
                        Figure.POSSIBLE_SPEND, balance.possibleSpend()));
    }
}
