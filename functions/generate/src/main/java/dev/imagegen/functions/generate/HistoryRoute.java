package dev.imagegen.functions.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.access.ApiKey;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.WireWriter;
import dev.imagegen.flow.History;
import dev.imagegen.flow.Quota;
import dev.imagegen.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** {@code GET tasks}: the past tasks that a caller may see, newest first. */
final class HistoryRoute implements Route {

    private final Entrance entrance;
    private final History history;

    HistoryRoute(Entrance entrance, History history) {
        this.entrance = entrance;
        this.history = history;
    }

    @Override
    public Set<String> parameters() {
        return HistoryQuery.PARAMETERS;
    }

    @Override
    public Answer answer(Call call) {
        ApiKey caller = entrance.of(call);
        var query = new HistoryQuery(call, caller);
        History.Page page = history.page(query.wish(), query.limit());
        ObjectNode data = Json.object();
        ArrayNode tasks = data.putArray("tasks");
        page.tasks().forEach(task -> tasks.add(item(task)));
        data.put("next_cursor", page.next().map(query.cursor()::after).orElse(null));
        ObjectNode body = Json.object();
        body.set("data", data);
        return Answer.envelope(200, body, List.of(), call.requestId()).with("Cache-Control", "no-store");
    }

    /** As reading the task tells it, without the balance, and with what was asked for. */
    private static ObjectNode item(Task task) {
        ObjectNode item = TaskAnswers.state(task)
                .put("created_at", task.createdAt().toString())
                .put("ended_at", task.state().endedAt().map(at -> latest(at, task.createdAt()).toString()).orElse(null))
                .put("api_key", task.apiKey())
                .put("prompt", task.order().prompt());
        OrderJson.put(item, task.order());
        if (!task.order().references().isEmpty()) {
            item.set("reference_images", WireWriter.references(task.order().references()));
        }
        item.put("credits", Quota.cost(task));
        List<Notice> notices = TaskAnswers.notices(task);
        if (!notices.isEmpty()) {
            item.set("notices", WireWriter.notices(notices));
        }
        return item;
    }

    /** An image that was reused is older than its task. */
    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
