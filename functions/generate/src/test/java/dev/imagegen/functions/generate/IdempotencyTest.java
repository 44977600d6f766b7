package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.credits.Plan;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that come twice under one key. */
class IdempotencyTest {

    private static final String LAMP = "{\"prompt\": \"a lamp\", \"seed\": 7}";
    private static final String ASYNC = "{\"prompt\": \"a lamp\", \"async\": true}";

    private final Door door = new Door();

    private Door.Reply post(String route, String body, String key, String credentials) {
        Map<String, String> headers = Door.headers(credentials);
        headers.put("Idempotency-Key", key);
        return door.call("POST", route, body, headers);
    }

    private Door.Reply post(String body, String key) {
        return post("text_to_image", body, key, "demo-key:demo-secret");
    }

    private static ObjectNode withoutRequestId(Door.Reply reply) {
        return ((ObjectNode) reply.body().deepCopy()).without("request_id");
    }

    @Test
    void theSameRequestIsAnsweredFromTheSameTaskAndChargedOnce() {
        door.whileWaiting(door::completeLast);

        Door.Reply first = post(LAMP, "order-1");
        Door.Reply second = post("{ \"seed\":7,\n\"prompt\":\"a lamp\"}", "order-1");

        assertEquals(200, first.status());
        assertEquals(200, second.status());
        assertEquals(withoutRequestId(first), withoutRequestId(second));
        assertNull(first.headers().get("Idempotency-Replayed"));
        assertEquals("true", second.headers().get("Idempotency-Replayed"));
        assertEquals(1, door.jobs.sent().size());
        assertEquals(4, door.table.balance("demo", Samples.MONTH).orElseThrow().used());
    }

    @Test
    void whatIsBeingMadeIsWaitedFor() {
        Door.Reply first = post(LAMP, "order-1");
        assertEquals(202, first.status());

        door.whileWaiting(door::completeLast);
        Door.Reply second = post(LAMP, "order-1");

        assertEquals(200, second.status());
        assertEquals("true", second.headers().get("Idempotency-Replayed"));
        assertEquals(1, door.jobs.sent().size());
    }

    @Test
    void anAsynchronousRequestGetsItsTaskAgain() {
        Door.Reply first = post(ASYNC, "order-1");
        Door.Reply second = post(ASYNC, "order-1");

        assertEquals(202, second.status());
        assertEquals(withoutRequestId(first), withoutRequestId(second));
        assertEquals(first.headers().get("Location"), second.headers().get("Location"));
    }

    @Test
    void anotherRequestUnderTheSameKeyIsA422AndCostsNothing() {
        post(ASYNC, "order-1");

        for (Door.Reply reply : List.of(
                post(ASYNC.replace("lamp", "lion"), "order-1"),
                post(LAMP, "order-1"),
                post("image_to_image", "{\"prompt\": \"a lamp\", \"async\": true, \"reference_images\":"
                        + " [{\"source_type\": \"managed_asset\", \"asset_id\": \"4b7c\"}]}", "order-1", "demo-key:demo-secret"))) {
            assertEquals(422, reply.status());
            assertEquals(
                    Json.parse("""
                            {"category": "user_error", "code": "idempotency_key_reused", "message":
                            "This Idempotency-Key came with another request before. Take a new key for each new image."}"""),
                    reply.error());
        }
        assertEquals(1, door.jobs.sent().size());
    }

    @Test
    void otherKeysAndOtherCallersAreOtherRequests() {
        post(ASYNC, "order-1");

        for (Door.Reply reply : List.of(
                post(ASYNC, "order-2"), post("text_to_image", ASYNC, "order-1", "client-key:demo-secret"),
                post("/v2/generate/elsewhere/text_to_image", ASYNC, "order-1", "other-key:demo-secret"))) {
            assertEquals(202, reply.status());
            assertFalse(reply.headers().containsKey("Idempotency-Replayed"));
        }
        assertEquals(4, door.jobs.sent().size());
    }

    @Test
    void aKeyIsRememberedAsLongAsItsTaskIsKept() {
        post(ASYNC, "order-1");
        String task = "tasks/" + door.last().id();

        door.clock.advance(Duration.ofDays(30).minusMillis(1));
        assertEquals("true", post(ASYNC, "order-1").headers().get("Idempotency-Replayed"));
        assertEquals(200, door.get(task).status());
        door.clock.advance(Duration.ofMillis(1));
        assertEquals(404, door.get(task).status());
        assertNull(post(LAMP.replace("7", "8, \"async\": true"), "order-1").headers().get("Idempotency-Replayed"));
        assertEquals(2, door.jobs.sent().size());
    }

    @Test
    void aRefusalLeavesItsKeyFree() {
        door.table.setPlan("demo", new Plan.Paid(OptionalLong.of(1)));
        assertEquals(429, post(ASYNC, "order-1").status());
        assertEquals(400, post("{\"prompt\": 1}", "order-1").status());
        assertEquals(400, post("{\"prompt\": \"a\", \"model\": {\"id\": \"no\"}}", "order-1").status());

        door.table.setPlan("demo", new Plan.Paid(OptionalLong.of(4)));
        Door.Reply made = post(ASYNC, "order-1");

        assertEquals(202, made.status());
        assertNull(made.headers().get("Idempotency-Replayed"));
        assertEquals("true", post(ASYNC, "order-1").headers().get("Idempotency-Replayed"), "its own credits are all gone now");
    }

    @Test
    void aTaskThatFailedIsAnsweredAsItFailed() {
        Door.Reply first = post(ASYNC, "order-1");
        String id = first.body().at("/data/task_id").textValue();
        door.call("DELETE", "tasks/" + id, null, Door.headers("demo-key:demo-secret"));

        Door.Reply second = post(ASYNC, "order-1");

        assertEquals("canceled", second.body().at("/data/error/code").textValue());
        assertEquals(1, door.jobs.sent().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "schlüssel", "a\tb"})
    void whatIsNoKeyIsA400(String key) {
        Door.Reply reply = post(ASYNC, key);

        assertEquals(400, reply.status());
        assertEquals(
                Json.parse("""
                        {"category": "user_error", "code": "invalid_request", "details": {"field": "Idempotency-Key"}, "message":
                        "The header Idempotency-Key must have 1 to 255 visible ASCII characters, and no spaces."}"""),
                reply.error());
        assertEquals(List.of(), door.jobs.sent());
    }

    @Test
    void aKeyMayHave255CharactersAndNoMore() {
        assertEquals(202, post(ASYNC, "~".repeat(255)).status());
        assertEquals(400, post(ASYNC, "~".repeat(256)).status());
    }

    @Test
    void ofManyAtOnceOneIsMadeAndAllGetItsAnswer() throws Exception {
        door.whileWaiting(door::completeLast);
        // They share one clock, so one may find its patience used up by the waiting of the others: it asks again, as a client does.
        Callable<Door.Reply> call = () -> {
            Door.Reply reply = post(LAMP, "order-1");
            return reply.status() == 202 ? post(LAMP, "order-1") : reply;
        };
        List<Door.Reply> replies = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Door.Reply> reply : threads.invokeAll(Collections.nCopies(32, call))) {
                replies.add(reply.get());
            }
        }

        assertEquals(1, replies.stream().map(IdempotencyTest::withoutRequestId).distinct().count(), replies::toString);
        assertTrue(replies.stream().filter(r -> r.headers().containsKey("Idempotency-Replayed")).count() >= 31);
        assertEquals(1, door.jobs.sent().size());
        assertEquals(46, door.table.balance("demo", Samples.MONTH).orElseThrow().remaining().orElseThrow());
    }

    @Test
    void theKeyIsNotInTheLog() {
        post(ASYNC, "very-private-4711");
        post(ASYNC, "very-private-4711");
        post(LAMP, "very-private-4711");

        assertFalse(door.logged.toString().contains("very-private-4711"));
    }
}
