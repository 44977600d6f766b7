package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.asset.Moderation;
import dev.imagegen.contract.Json;
import dev.imagegen.credits.Plan;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState.Completed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET tasks}. */
class HistoryTest {

    private static final String CLIENT = "client-key:demo-secret";
    private static final String ROOT = "demo-key:demo-secret";

    private final Door door = new Door();
    private final ApiDocument document = ApiDocument.served();

    HistoryTest() {
        door.table.setPlan("demo", new Plan.Paid(OptionalLong.empty()));
    }

    /** @return its id */
    private String posted(String credentials) {
        door.clock.advance(Duration.ofSeconds(1));
        return door.call("POST", "text_to_image", "{\"prompt\": \"a lamp\", \"async\": true}", Door.headers(credentials))
                .body().at("/data/task_id").textValue();
    }

    private Door.Reply list(String query, String credentials) {
        return door.call("GET", "tasks" + query, null, Door.headers(credentials));
    }

    private Door.Reply page(String query, String credentials) {
        Door.Reply reply = list(query, credentials);
        assertEquals(200, reply.status(), reply.body().toString());
        assertEquals("no-store", reply.headers().get("Cache-Control"));
        assertEquals("", document.violations("/components/schemas/TasksAnswer", reply.body()));
        return reply;
    }

    private List<String> ids(String query, String credentials) {
        return ids(page(query, credentials));
    }

    private static List<String> ids(Door.Reply reply) {
        List<String> ids = new ArrayList<>();
        reply.body().at("/data/tasks").forEach(task -> ids.add(task.get("task_id").textValue()));
        return ids;
    }

    private static String cursor(Door.Reply reply) {
        return reply.body().at("/data/next_cursor").textValue();
    }

    @Test
    void aTaskIsToldWithWhatWasAskedFor() {
        String id = posted(CLIENT);
        assertEquals(
                Json.parse("""
                        {"task_id": "%s", "status": "pending", "stage": "queued", "created_at": "2026-11-22T10:00:01Z", "ended_at": null,
                         "api_key": "client-key", "prompt": "a lamp", "operation": "text_to_image",
                         "model": {"family": "nano-banana", "tier": "standard", "id": "nano-banana-1"},
                         "width": 1024, "height": 1024, "format": "png", "seed": null, "credits": 4,
                         "notices": [{"severity": "info", "text": "No model was named: nano-banana-1 was used."}]}""".formatted(id)),
                page("", CLIENT).body().at("/data/tasks/0"));
        door.clock.advance(Duration.ofSeconds(3));
        door.completeLast();

        JsonNode item = page("", ROOT).body().at("/data/tasks/0");

        JsonNode read = door.get("tasks/" + id).body().get("data");
        assertEquals(read.get("result"), item.get("result"));
        assertEquals("completed", item.get("status").textValue());
        assertEquals("2026-11-22T10:00:04Z", item.get("ended_at").textValue());
    }

    @Test
    void theRootKeySeesItsCloudAndAnotherKeyItsOwn() {
        String mine = posted(ROOT);
        String clients = posted(CLIENT);
        door.call("POST", "/v2/generate/elsewhere/text_to_image", "{\"prompt\": \"a\", \"async\": true}", Door.headers("other-key:demo-secret"));

        assertEquals(List.of(clients, mine), ids("", ROOT));
        assertEquals(List.of(clients), ids("", CLIENT));
        assertEquals(List.of(clients), ids("?key=client-key", ROOT));
        assertEquals(List.of(clients), ids("?key=client-key", CLIENT));
        assertEquals(List.of(), ids("?key=nobody", ROOT));
        assertEquals(List.of(), ids("?key=other-key", ROOT), "a key of another cloud has no tasks here");
        assertEquals(401, list("", "demo-key:wrong").status());
        assertEquals(403, list("", "other-key:demo-secret").status());
        Door.Reply refused = list("?key=demo-key", CLIENT);
        assertEquals(403, refused.status());
        assertEquals(
                Json.parse("""
                        {"category": "auth_error", "code": "not_allowed",
                         "message": "Only the root key of the cloud sees the tasks of other keys."}"""),
                refused.error());
    }

    @Test
    void pagesAreWholeAndEndWithoutACursor() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            all.addFirst(posted(CLIENT));
        }

        Door.Reply first = page("", CLIENT);
        Door.Reply second = page("?cursor=" + cursor(first), CLIENT);

        assertEquals(all.subList(0, 20), ids(first));
        assertEquals(all.subList(20, 25), ids(second));
        assertTrue(second.body().at("/data/next_cursor").isNull());
        assertEquals(all, ids("?limit=100", CLIENT));
        Door.Reply one = page("?limit=1&cursor=" + cursor(first), CLIENT);
        assertEquals(all.subList(20, 21), ids(one));
    }

    @Test
    void onlyTasksOfAStatusAreThereOnPagesThatLookAtABoundedNumber() {
        String failed = posted(ROOT);
        door.call("DELETE", "tasks/" + failed, null, Door.headers(ROOT));
        String completed = posted(ROOT);
        door.completeLast();
        String rejected = posted(ROOT);
        door.completeLast();
        Task task = door.last();
        var news = ((Completed) task.state()).news().with(List.of(new Moderation(
                "manual", Moderation.Verdict.REJECTED, door.clock.instant())));
        door.table.replace(task, task.amended(((Completed) task.state()).told(news)));
        List<String> pending = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            pending.addFirst(posted(ROOT));
        }

        assertEquals(pending.subList(0, 20), ids("?status=pending", ROOT));
        Door.Reply empty = page("?status=failed", ROOT);
        assertEquals(List.of(), ids(empty));
        Door.Reply rest = page("?status=failed&cursor=" + cursor(empty), ROOT);
        assertEquals(List.of(rejected, failed), ids(rest));
        assertTrue(rest.body().at("/data/next_cursor").isNull());
        String completedCursor = cursor(page("?status=completed", ROOT));
        assertEquals(List.of(completed), ids("?status=completed&cursor=" + completedCursor, ROOT));
        assertEquals(List.of(), ids("?status=processing&from=2026-11-22T10:00:00Z&to=2026-11-22T10:00:05Z", ROOT));
    }

    @Test
    void aStretchOfTimeIsAnsweredInAnyOffset() {
        posted(ROOT);
        String second = posted(ROOT);
        posted(ROOT);

        assertEquals(3, ids("?from=-999999999-01-01T00:00:00Z&to=%2B999999999-12-31T23:59:59Z", ROOT).size());
        assertEquals(List.of(second), ids("?from=2026-11-22T10:00:02Z&to=2026-11-22T11:00:03%2B01:00", ROOT));
    }

    @Test
    void forgottenTasksAreNotThere() {
        posted(ROOT);
        door.clock.advance(Duration.ofDays(30));

        assertEquals(List.of(), ids("", ROOT));
    }

    @Test
    void longPromptsMakeShortPages() {
        String body = "{\"async\": true, \"model\": {\"id\": \"flux-2-pro\"}, \"prompt\": \"" + "\uD83D\uDCA1".repeat(8_000) + "\"}";
        for (int i = 0; i < 100; i++) {
            door.clock.advance(Duration.ofSeconds(1));
            assertEquals(202, door.post("text_to_image", body).status());
        }

        List<String> seen = new ArrayList<>();
        for (String next = ""; next != null;) {
            Door.Reply page = page("?limit=100" + next, ROOT);
            assertTrue(ids(page).size() < 100 && Json.bytes(page.body()).length < 4_000_000, () -> ids(page).size() + " tasks");
            seen.addAll(ids(page));
            next = cursor(page) == null ? null : "&cursor=" + cursor(page);
        }
        assertEquals(100, seen.stream().distinct().count());
        assertEquals(100, seen.size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            status=done          | status | 'status' must be one of pending, processing, completed, failed.
            status=              | status | 'status' must be one of pending, processing, completed, failed.
            limit=0              | limit  | 'limit' must be an integer from 1 to 100.
            limit=101            | limit  | 'limit' must be an integer from 1 to 100.
            limit=x              | limit  | 'limit' must be an integer from 1 to 100.
            limit=-1             | limit  | 'limit' must be an integer from 1 to 100.
            key=                 | key    | 'key' must be the id of an API key, of 1 to 255 characters.
            from=yesterday       | from   | 'from' must be a time with its offset, for example 2026-11-22T10:00:00Z.
            from=2026-11-22      | from   | 'from' must be a time with its offset, for example 2026-11-22T10:00:00Z.
            to=2026-11-22T10:00  | to     | 'to' must be a time with its offset, for example 2026-11-22T10:00:00Z.
            from=2026-11-22T10:00:00Z&to=2026-11-22T10:00:00Z | to | 'to' must be later than 'from'.
            """)
    void aWrongParameterIsA400(String query, String field, String message) {
        Door.Reply reply = list("?" + query, ROOT);

        assertEquals(400, reply.status());
        ObjectNode error = reply.error().deepCopy();
        assertEquals(message, error.get("message").textValue());
        assertEquals("invalid_request", error.get("code").textValue());
        assertEquals(field, error.at("/details/field").textValue());
    }

    @Test
    void aKeyThatNoTableCouldHoldIsA400WithEveryKey() {
        for (String credentials : List.of(ROOT, CLIENT)) {
            assertEquals(400, list("?key=" + "k".repeat(256), credentials).status());
        }
        assertEquals(List.of(), ids("?key=" + "k".repeat(255), ROOT));
    }

    private void refused(String query, String credentials) {
        Door.Reply reply = list(query, credentials);
        assertEquals(400, reply.status(), query);
        assertEquals(
                Json.parse("""
                        {"category": "user_error", "code": "invalid_request", "details": {"field": "cursor"}, "message":
                        "'cursor' must be the next_cursor of an answer to the same key and the same filters. Leave it out to begin again."}"""),
                reply.error());
    }

    @Test
    void aCursorIsGoodForItsKeyAndItsFiltersAlone() {
        posted(CLIENT);
        posted(CLIENT);
        posted(CLIENT);
        String cursor = cursor(page("?limit=1", CLIENT));

        assertEquals(2, ids("?limit=2&cursor=" + cursor, CLIENT).size());
        refused("?cursor=" + cursor, ROOT);
        refused("?status=pending&cursor=" + cursor, CLIENT);
        refused("?key=client-key&cursor=" + cursor, CLIENT);
        refused("?from=2026-11-22T10:00:00Z&cursor=" + cursor, CLIENT);
        refused("?to=2026-11-23T10:00:00Z&cursor=" + cursor, CLIENT);
    }

    @Test
    void aCursorThatWasChangedAnywhereIsRefused() {
        posted(CLIENT);
        posted(CLIENT);
        String cursor = cursor(page("?limit=1", CLIENT));

        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            refused("?cursor=" + cursor.substring(0, i) + other + cursor.substring(i + 1), CLIENT);
        }
        for (String bad : List.of("", "x", cursor + "A", cursor + "=", cursor.substring(1), "%C3%A4", "%2B%2F")) {
            refused("?cursor=" + bad, CLIENT);
        }
    }
}
